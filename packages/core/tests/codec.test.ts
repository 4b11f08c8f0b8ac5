import { describe, expect, test } from 'vitest';
import { binary } from '../src/policies/binary.js';
import { decodeWith, encodeWith, text } from '../src/policies/codec.js';
import { json } from '../src/policies/json.js';
import { enter } from './harness.js';

const encodeFailed = expect.objectContaining({ name: 'TowlineError', code: 'encode-failed' });

describe('text', () => {
  test('carries strings as they are', () => {
    expect(encodeWith(text(), 'hä')).toBe('hä');
    expect(decodeWith(text(), 'hä')).toBe('hä');
  });

  test.each([1, null, undefined, {}, new ArrayBuffer(1)])('refuses to send %s', (message) => {
    expect(() => encodeWith(text(), message as never)).toThrow(encodeFailed);
  });

  test('does not understand bytes, and gives them as they came', () => {
    const data = new ArrayBuffer(2);
    expect(() => decodeWith(text(), data)).toThrow(
      expect.objectContaining({ code: 'decode-failed', data, cause: expect.any(TypeError) }),
    );
  });
});

describe('json', () => {
  test.each([{ a: [1, 'b', null] }, 'text', 0, false, null])(
    'carries %j there and back',
    (value) => {
      expect(decodeWith(json(), encodeWith(json(), value) as string)).toEqual(value);
    },
  );

  const circular: Record<string, unknown> = {};
  circular['self'] = circular;

  test.each([undefined, () => {}, Symbol('s'), 1n, circular])(
    'refuses to send what has no JSON',
    (value) => {
      expect(() => encodeWith(json(), value)).toThrow(encodeFailed);
    },
  );

  test.each(['', '{', 'undefined', new ArrayBuffer(2)])('does not understand %j', (data) => {
    expect(() => decodeWith(json(), data)).toThrow(
      expect.objectContaining({ code: 'decode-failed', data }),
    );
  });
});

test('an error of a codec says what went wrong, whatever was thrown', () => {
  const failing = (cause: unknown) => ({
    encode: () => {
      throw cause;
    },
  });
  expect(() => encodeWith(failing(new Error('too deep')), 'message')).toThrow('too deep');
  expect(() => encodeWith(failing('a string'), 'message')).toThrow(
    expect.objectContaining({
      message: expect.stringContaining('a string'),
      cause: 'a string',
      data: 'message',
    }),
  );
});

test('an error of a codec is a clear one, also where what was thrown cannot be asked', () => {
  const thrower = () => {
    throw new Error('not to be touched');
  };
  const unspeakable = [
    Object.create(null),
    { toString: thrower },
    Object.defineProperty(new Error('oops'), 'message', { get: thrower }),
    new Proxy({}, { getPrototypeOf: thrower }),
  ];
  for (const cause of unspeakable) {
    const throwing = () => {
      throw cause;
    };
    expect(() => encodeWith({ encode: throwing }, 'a')).toThrow(encodeFailed);
    expect(() => decodeWith({ decode: throwing }, 'a')).toThrow(
      expect.objectContaining({ code: 'decode-failed', data: 'a' }),
    );
  }
});

test('a view that its buffer no longer reaches is refused, and costs no connection', () => {
  const Resizable = ArrayBuffer as unknown as new (
    length: number,
    options: { maxByteLength: number },
  ) => ArrayBuffer & { resize(length: number): void };
  for (const phase of ['idle', 'open'] as const) {
    const { socket, log } = enter(phase, { codec: binary() as never });
    const { status } = socket.getSnapshot();
    const buffer = new Resizable(16, { maxByteLength: 16 });
    const view = new DataView(buffer, 8);
    buffer.resize(4);
    expect(() => socket.send(view as never)).toThrow(encodeFailed);
    expect([socket.getSnapshot().status, socket.queued, log.entries]).toEqual([status, 0, []]);
  }
});
