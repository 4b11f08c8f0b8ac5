import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { enter, PHASES } from './harness.js';
import { anyText } from './hostile-urls.js';
import { anyValue, type Make, numRuns, refusal, stateOf, timeout } from './hostile-values.js';
import { watchRejections } from './rejections.js';

// Whatever close() is given: what the platform would take is taken, as it is; whatever else is refused by
// one clear error, and then nothing has changed.

watchRejections();

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** Texts of about 123 bytes, which end in letters of 1 to 4 bytes, and in halves of them. */
const nearLimit = fc
  .record({
    head: fc.constantFrom('a', 'ä', '€', '😀', '\ud800', '\udc00'),
    tail: fc.array(fc.constantFrom('a', 'ä', '€', '😀', '\ud83d', '\ude00'), { maxLength: 5 }),
    bytes: fc.integer({ min: 110, max: 126 }),
  })
  .map(({ head, tail, bytes }) => {
    const end = tail.join('');
    return head.repeat(Math.max(0, Math.floor((bytes - bytesOf(end)) / bytesOf(head)))) + end;
  });

const codes: fc.Arbitrary<Make> = fc.oneof(
  fc.constantFrom(1000, 3000, 4999, 4000).map((code) => () => code),
  fc.integer({ min: 2990, max: 5010 }).map((code) => () => code),
  fc.integer({ min: 0, max: 70_000 }).map((code) => () => code),
  fc.double().map((code) => () => code),
  anyValue,
);

const reasons: fc.Arbitrary<Make> = fc.oneof(
  nearLimit.map((reason) => () => reason),
  anyText.map((reason) => () => reason),
  anyValue,
);

/** As the standard says it, for what has the right types. */
function allows(code: unknown, reason: unknown): boolean {
  const isCode =
    code === 1000 || (Number.isInteger(code) && Number(code) >= 3000 && Number(code) <= 4999);
  return isCode && typeof reason === 'string' && bytesOf(reason) <= 123;
}

describe('whatever close() is given', { timeout }, () => {
  test('is what the platform takes, or refused by one clear error, and then nothing has changed', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.constantFrom(...PHASES), codes, reasons, (phase, makeCode, makeReason) => {
        const harness = enter(phase);
        const { socket, world } = harness;
        // What is left out has a default.
        const [givenCode, givenReason] = [makeCode(), makeReason()];
        const code = givenCode === undefined ? 1000 : givenCode;
        const reason = givenReason === undefined ? '' : givenReason;
        const before = stateOf(harness);
        const error = refusal(
          () => socket.close(givenCode as never, givenReason as never),
          ['invalid-close-code', 'invalid-close-reason'],
        );
        seen.add(error?.code ?? 'taken');
        expect(error === undefined).toBe(allows(code, reason));
        if (error) {
          expect(socket.getSnapshot()).toBe(before.snapshot);
          expect(stateOf(harness)).toEqual(before);
        } else if (phase === 'open') {
          expect(world.socket.closeCalls).toEqual([{ code, reason }]);
          world.socket.finishClose();
          expect(socket.getSnapshot().lastClose).toEqual({
            code,
            reason,
            wasClean: true,
            cause: 'client',
          });
        }
        // The platform, which checks too, had nothing to refuse.
        expect(world.errors).toEqual([]);
      }),
      { numRuns: numRuns * 2 },
    );
    expect([...seen].sort()).toEqual(['invalid-close-code', 'invalid-close-reason', 'taken']);
  });
});
