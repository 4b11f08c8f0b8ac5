import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteLength, exceeds } from '../src/byte-length.js';

const encoded = (text: string) => new TextEncoder().encode(text).length;

test.each(['', 'abc', 'é', '€', '😀', 'a😀é', '\ud800', '\udc00\ud800', '\ud83d\ud83d\ude00'])(
  'counts the bytes of UTF-8 of %j as TextEncoder does',
  (text) => {
    expect(byteLength(text)).toBe(encoded(text));
  },
);

/** Any units of UTF-16, halves of pairs among them. */
const anyText = fc
  .array(fc.oneof(fc.nat(0xffff), fc.integer({ min: 0xd7f0, max: 0xe010 }), fc.nat(0x7f)), {
    maxLength: 60,
  })
  .map((units) => String.fromCharCode(...units));

test('counts the bytes of any text as TextEncoder does', () => {
  fc.assert(
    fc.property(anyText, (text) => byteLength(text) === encoded(text)),
    { numRuns: 5000 },
  );
});

describe('a message exceeds a limit', () => {
  test('where its text has more bytes of UTF-8, near the limit above all', () => {
    const nearby = anyText.chain((text) =>
      fc.tuple(
        fc.constant(text),
        fc.integer({ min: Math.max(0, encoded(text) - 2), max: encoded(text) + 2 }),
      ),
    );
    fc.assert(
      fc.property(nearby, ([text, limit]) => exceeds(text, limit) === encoded(text) > limit),
      { numRuns: 5000 },
    );
  });

  test('where it has more bytes', () => {
    for (const data of [new ArrayBuffer(8), new Uint16Array(4), new Blob(['12345678'])]) {
      expect([exceeds(data, 7), exceeds(data, 8)]).toEqual([true, false]);
    }
  });

  test('never, where there is none: it is not even looked at', () => {
    const unreadable = new Proxy(new ArrayBuffer(1), {
      get() {
        throw new Error('was looked at');
      },
    });
    expect(exceeds(unreadable, Number.POSITIVE_INFINITY)).toBe(false);
  });
});
