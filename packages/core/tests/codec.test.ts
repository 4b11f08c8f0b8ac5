import { describe, expect, test } from 'vitest';
import { decodeWith, encodeWith, text } from '../src/policies/codec.js';
import { json } from '../src/policies/json.js';

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
