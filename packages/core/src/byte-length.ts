import type { Encoded } from './policies/codec.js';

/** What takes more than a byte. */
const WIDE = /[\u0080-\uffff]/;

/** The length of a text in bytes of UTF-8, without encoding it. */
export function byteLength(text: string): number {
  // Most texts have none: the engine finds that sooner than a loop does.
  if (!WIDE.test(text)) return text.length;
  let bytes = 0;
  // Not by for…of, which makes a string of each character.
  for (let index = 0; index < text.length; index++) {
    const point = text.codePointAt(index) ?? 0;
    if (point > 0xffff) index += 1;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** How many bytes it has on the wire. */
export function sizeOf(data: Encoded): number {
  if (typeof data === 'string') return byteLength(data);
  return 'size' in data ? data.size : data.byteLength;
}

/** Whether it has more bytes than that; a text is counted only where its length leaves it open. */
export function exceeds(data: Encoded, bytes: number): boolean {
  if (bytes === Number.POSITIVE_INFINITY) return false;
  if (typeof data !== 'string') return sizeOf(data) > bytes;
  // A unit of UTF-16 has 1 to 3 bytes of UTF-8.
  return data.length > bytes || (data.length * 3 > bytes && byteLength(data) > bytes);
}
