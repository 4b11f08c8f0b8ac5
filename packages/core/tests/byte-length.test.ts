import { expect, test } from 'vitest';
import { byteLength } from '../src/byte-length.js';

test.each(['', 'abc', 'é', '€', '😀', 'a😀é', '\ud800', '\udc00\ud800'])(
  'counts the bytes of UTF-8 of %j as TextEncoder does',
  (text) => {
    expect(byteLength(text)).toBe(new TextEncoder().encode(text).length);
  },
);
