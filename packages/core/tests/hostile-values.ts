import { readFileSync } from 'node:fs';
import { TowlineError } from '@towline/core';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Harness } from './harness.js';
import { anyText } from './hostile-urls.js';

/** How many runs of each property; `FUZZ=20000 npx vitest run --project core fuzz` takes some minutes. */
export const numRuns = Number(process.env['FUZZ'] ?? 500);
/** ms; runs are counted, not timed. */
export const timeout = 30_000 + numRuns * 20;

/** Makes a value anew, so that it is used by one test run only; shown by its name where a run fails. */
export type Make<Value = unknown> = () => Value;

/** An error that no careless hand can touch. */
class Untouchable extends Error {
  override get message(): never {
    throw new Error('the message is not to be read');
  }
}

function thrower(): never {
  throw new Error('not to be touched');
}

function revoked(target: object): unknown {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** A proxy whose every trap throws. */
function mined(target: object): unknown {
  return new Proxy(target, new Proxy({}, { get: () => thrower }));
}

function detached(): ArrayBuffer {
  const buffer = new ArrayBuffer(8);
  structuredClone(buffer, { transfer: [buffer] });
  return buffer;
}

/** A view that its buffer no longer reaches. */
function stranded(View: new (buffer: ArrayBuffer, offset: number) => unknown): unknown {
  const Resizable = ArrayBuffer as unknown as new (
    length: number,
    options: { maxByteLength: number },
  ) => ArrayBuffer & { resize(length: number): void };
  const buffer = new Resizable(16, { maxByteLength: 16 });
  const view = new View(buffer, 8);
  buffer.resize(4);
  return view;
}

function cyclic(): unknown {
  const circle: Record<string, unknown> = {};
  circle['self'] = [circle];
  return circle;
}

function deep(levels: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

/** What looks harmless until it is used. */
export const MONSTERS: readonly Make[] = [
  () => undefined,
  () => null,
  () => Number.NaN,
  () => 10n,
  () => Symbol('secret'),
  () => thrower,
  () => class {},
  () => Object.create(null),
  () => ({ toString: thrower }),
  () => ({ toString: () => ({}) }),
  () => ({ [Symbol.toPrimitive]: thrower }),
  () => ({ toJSON: thrower }),
  () => ({ toJSON: () => undefined }),
  () => ({ toJSON: () => 1n }),
  () => Object.defineProperty({}, 'text', { enumerable: true, get: thrower }),
  () => Object.defineProperty({}, 'href', { get: thrower }),
  () => Object.defineProperty({}, 'length', { get: thrower }),
  () => Object.defineProperty({}, 'size', { get: thrower }),
  () => Object.defineProperty({}, 'then', { get: thrower }),
  () => ({ [Symbol.iterator]: thrower }),
  () => ({ [Symbol.iterator]: () => ({ next: thrower }) }),
  () => ({ [Symbol.toStringTag]: 'ArrayBuffer' }),
  () => Object.defineProperty({}, Symbol.toStringTag, { get: thrower }),
  () => revoked({}),
  () => revoked([]),
  () => revoked(thrower),
  () => mined({}),
  () => mined([]),
  () => mined(new ArrayBuffer(1)),
  () => new Proxy(new ArrayBuffer(4), {}),
  () => new Proxy(new Uint8Array(4), {}),
  () => new Untouchable(),
  () => Object.assign(new Error('oops'), { message: Symbol('no text') }),
  () => Object.assign(new Error('oops'), { message: Object.create(null) }),
  () => new ArrayBuffer(0),
  () => detached(),
  () => new SharedArrayBuffer(4),
  () => new Uint8Array(new SharedArrayBuffer(4)),
  () => stranded(DataView as never),
  () => stranded(Uint8Array as never),
  () => new Blob(['a']),
  () => cyclic(),
  () => deep(20_000),
  () => new Date(Number.NaN),
  () => '\ud800',
  () => '\udfff\ud800',
];

/** Anything at all. */
export const anyValue: fc.Arbitrary<Make> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...MONSTERS) },
  anyText.map((text) => () => text),
  fc
    .anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withNullPrototype: true,
      withObjectString: true,
      withSparseArray: true,
      withTypedArray: true,
    })
    .map((value) => () => value),
);

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
const documented = new Set([...page.matchAll(/^## (.+)$/gm)].map(([, code]) => code));

/** What `act` threw: a TowlineError with one of these codes, which the docs know. */
export function refusal(act: () => unknown, codes: readonly string[]): TowlineError | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (!(error instanceof TowlineError)) throw new Error('no TowlineError', { cause: error });
    expect(codes).toContain(error.code);
    expect(documented).toContain(error.code);
    expect(typeof error.message).toBe('string');
    return error;
  }
}

/** Everything that a refusal could have changed. */
export function stateOf({ socket, world, log }: Harness) {
  return {
    snapshot: socket.getSnapshot(),
    destination: socket.destination,
    queued: socket.queued,
    queuedBytes: socket.queuedBytes,
    told: log.entries.length,
    sockets: world.sockets.length,
    received: world.sockets.at(-1)?.received.length,
    timers: world.clock.timers,
    frames: world.frames.pending,
  };
}
