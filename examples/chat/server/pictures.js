/**
 * Pictures: binary frames of a length (4 bytes, big-endian), a JSON header of that length, and the image.
 *
 * @import { Pictured, PictureType } from '../protocol.js'
 */
import { PICTURE_HEADER, PICTURES, PICTURES_BYTES } from './limits.js';

/** @type {Readonly<Record<PictureType, RegExp>>} */
const BEGINNINGS = {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how a PNG begins.
  'image/png': /^\x89PNG\r\n\x1a\n/,
  'image/jpeg': /^\xff\xd8\xff/,
  'image/gif': /^GIF8[79]a/,
  'image/webp': /^RIFF.{4}WEBP/s,
};

/** @param {unknown} mime @returns {mime is PictureType} */
export function isPictureType(mime) {
  return typeof mime === 'string' && Object.hasOwn(BEGINNINGS, mime);
}

/** Whether an image begins as its type does. @param {PictureType} mime @param {Buffer} bytes */
export function beginsAs(mime, bytes) {
  return BEGINNINGS[mime].test(bytes.toString('latin1', 0, 12));
}

/**
 * The header, whatever it says, and the image; null where the frame is not made so.
 *
 * @param {Buffer} frame
 * @returns {{ header: Record<string, unknown>, bytes: Buffer } | null}
 */
export function readFrame(frame) {
  if (frame.length < 4) return null;
  const end = 4 + frame.readUInt32BE(0);
  if (end > frame.length || end > 4 + PICTURE_HEADER) return null;
  try {
    const header = JSON.parse(frame.toString('utf8', 4, end));
    const isObject = typeof header === 'object' && header !== null && !Array.isArray(header);
    return isObject ? { header, bytes: frame.subarray(end) } : null;
  } catch {
    return null;
  }
}

/** @param {Omit<Pictured, 'bytes'>} header @param {Buffer} bytes */
export function writeFrame(header, bytes) {
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([length, json, bytes]);
}

/** The last frames, for who comes later. */
export function createGallery() {
  /** @type {Buffer[]} */
  const frames = [];
  let size = 0;
  return {
    /** @param {Buffer} frame */
    add(frame) {
      frames.push(frame);
      size += frame.length;
      while (frames.length > PICTURES || size > PICTURES_BYTES) size -= frames.shift()?.length ?? 0;
    },
    all: () => [...frames],
  };
}
