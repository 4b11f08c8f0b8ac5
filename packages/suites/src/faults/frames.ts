// Frames of a server that no library would send: RFC 6455, section 5.

/** A text frame of a message of its own, not masked: whole, and as it should be. */
export function textFrame(payload: string | Uint8Array): Buffer {
  return frame(0x81, Buffer.from(payload));
}

/** A text message whose bytes are no UTF-8. */
export const INVALID_UTF8 = textFrame(Uint8Array.of(0x61, 0xc3, 0x28));

/** Says that more bytes follow than any client can take, and has none of them: 1 TiB. */
export const ENDLESS = Buffer.concat([Buffer.of(0x82, 127), lengthOf(2n ** 40n)]);

/** A length whose first bit is set, which the standard forbids. */
export const IMPOSSIBLE_LENGTH = Buffer.concat([Buffer.of(0x82, 127), lengthOf(2n ** 63n)]);

/** Masked, which only a client's frames may be. */
export const MASKED = Buffer.of(0x81, 0x81, 0, 0, 0, 0, 0x61);

/** Opcode 3, which means nothing yet. */
export const RESERVED_OPCODE = frame(0x83, Buffer.from('a'));

/** A bit that an extension would have to give a meaning. */
export const RESERVED_BIT = frame(0xc1, Buffer.from('a'));

/** The rest of a message that never began. */
export const STRAY_CONTINUATION = frame(0x80, Buffer.from('a'));

/** A ping in two parts. */
export const FRAGMENTED_PING = frame(0x09, Buffer.from('a'));

/** A close frame with a code that may not be on the wire: 1006. */
export const FORBIDDEN_CLOSE = frame(0x88, Buffer.of(0x03, 0xee));

/** A close frame whose code is half there. */
export const HALF_A_CODE = frame(0x88, Buffer.of(0x03));

function frame(first: number, payload: Buffer): Buffer {
  if (payload.length < 126) return Buffer.concat([Buffer.of(first, payload.length), payload]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(payload.length);
  return Buffer.concat([Buffer.of(first, 126), length, payload]);
}

function lengthOf(bytes: bigint): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(bytes);
  return length;
}
