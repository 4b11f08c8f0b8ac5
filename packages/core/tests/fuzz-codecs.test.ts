import { binary, type Codec, type JsonSchemas, json, raw, text } from '@towline/core';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { enter, PHASES } from './harness.js';
import { anyText } from './hostile-urls.js';
import { anyValue, type Make, numRuns, refusal, stateOf, timeout } from './hostile-values.js';
import { watchRejections } from './rejections.js';

// Whatever is sent or comes, through every codec: either it goes through, or there is one clear error
// and nothing has changed.

watchRejections();
vi.spyOn(console, 'warn').mockImplementation(() => {});

/** How a schema may answer: with anything, at once or later, or by a throw. */
type Answer = {
  readonly kind: 'echo' | 'value' | 'issues' | 'result' | 'later' | 'never' | 'throw';
  readonly make: Make;
};

const answers: fc.Arbitrary<Answer> = fc.record({
  kind: fc.constantFrom('echo', 'value', 'issues', 'result', 'later', 'never', 'throw'),
  make: anyValue,
});

/** A schema that answers so. */
function schemaOf({ kind, make }: Answer): JsonSchemas['receive'] {
  const validate = (value: unknown): never => {
    switch (kind) {
      case 'echo':
        return { value } as never;
      case 'value':
        return { value: make() } as never;
      case 'issues':
        return { issues: make() } as never;
      case 'result':
        return make() as never;
      case 'later':
        return Promise.resolve({ value }) as never;
      case 'never':
        // Of which nobody would hear, were it not expected.
        return Promise.reject(make()) as never;
      case 'throw':
        throw make();
    }
  };
  return { '~standard': { version: 1, vendor: 'fuzz', validate } };
}

/** A codec of a user's, that gives or throws whatever it likes. */
function ownCodec(gives: boolean, make: Make): Codec<unknown, unknown> {
  const run = (): never => {
    if (gives) return make() as never;
    throw make();
  };
  return { decode: run, encode: run };
}

/** How to make the codec, so that a failing run shows it. */
type Made =
  | { readonly name: keyof typeof CODECS }
  | { readonly receive: Answer | null; readonly send: Answer | null }
  | { readonly gives: boolean; readonly make: Make };

const CODECS = {
  text: () => text(),
  json: () => json(),
  binary: () => binary(),
  raw: () => raw(),
  blobs: () => raw({ binaryType: 'blob' }),
};

const codecs: fc.Arbitrary<Made> = fc.oneof(
  fc.record({ name: fc.constantFrom(...(Object.keys(CODECS) as (keyof typeof CODECS)[])) }),
  fc.record({ receive: fc.option(answers), send: fc.option(answers) }),
  fc.record({ gives: fc.boolean(), make: anyValue }),
);

function codecOf(made: Made): Codec<never, never> {
  if ('name' in made) return CODECS[made.name]() as never;
  if ('gives' in made) return ownCodec(made.gives, made.make) as never;
  return json({
    receive: made.receive ? schemaOf(made.receive) : undefined,
    send: made.send ? schemaOf(made.send) : undefined,
  }) as never;
}

const REFUSALS = ['encode-failed', 'async-schema'];

describe('whatever is sent, by whatever codec', { timeout }, () => {
  test('is taken, or refused by one clear error, and then nothing has changed', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(codecs, fc.constantFrom(...PHASES), anyValue, (made, phase, make) => {
        const harness = enter(phase, { codec: codecOf(made) });
        const message = make() as never;
        const before = stateOf(harness);
        let result = '';
        const error = refusal(() => {
          result = harness.socket.send(message);
        }, REFUSALS);
        seen.add(error?.code ?? result);
        if (error) {
          expect(Object.is(error.data, message)).toBe(true);
          const after = stateOf(harness);
          expect(after.snapshot).toBe(before.snapshot);
          expect(after).toEqual(before);
        } else expect(['sent', 'queued', 'dropped']).toContain(result);
        // Whatever was taken is sent, or its end is told.
        if (result === 'queued' && phase !== 'off') {
          harness.socket.close();
          expect(harness.log.of('drop')).toHaveLength(1);
        }
        expect(harness.world.errors).toEqual([]);
      }),
      { numRuns },
    );
    expect([...seen].sort()).toEqual([
      'async-schema',
      'dropped',
      'encode-failed',
      'queued',
      'sent',
    ]);
  });
});

/** What a server can say. */
const wireData = fc.oneof(
  anyText,
  fc.json(),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '['.repeat(100_000),
    `${'['.repeat(5000)}${']'.repeat(5000)}`,
    '"\\ud800"',
    '1e999',
    '\ufeff{}',
    'null',
  ),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => bytes.slice().buffer as ArrayBuffer),
);

describe('whatever comes, by whatever codec', { timeout }, () => {
  test('is one message or one clear error with what came, and the connection lives on', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(codecs, fc.array(wireData, { maxLength: 4 }), (made, said) => {
        const { socket, world, log } = enter('open', { codec: codecOf(made) });
        for (const [index, data] of said.entries()) {
          world.socket.message(data);
          expect(log.types()).toHaveLength(index + 1);
          const [type, event] = log.entries.filter(([type]) => type !== 'statechange').at(-1) ?? [];
          if (type === 'error') {
            const error = refusal(() => {
              throw event;
            }, ['decode-failed', 'async-schema']);
            if (typeof data === 'string') expect(error?.data).toBe(data);
            seen.add(error?.code ?? '');
          } else seen.add(type ?? '');
        }
        expect(socket.getSnapshot().status).toBe('open');
        // It is as well as before.
        socket.close();
        world.socket.finishClose();
        expect([world.errors, socket.getSnapshot().ended]).toEqual([[], true]);
      }),
      { numRuns },
    );
    expect([...seen].sort()).toEqual(['async-schema', 'decode-failed', 'message']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
