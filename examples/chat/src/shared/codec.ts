import type { Codec } from '@towline/core';
import type { ClientMessage, Picture, Pictured, ServerMessage } from '../../protocol.js';

/** Before the header: how many bytes it has, big-endian. */
const LENGTH_BYTES = 4;

/** chat.v1: JSON in text frames; pictures in binary ones, as a length, a JSON header and the bytes. */
export const chatCodec: Codec<ServerMessage, ClientMessage> = {
  decode(data) {
    if (typeof data === 'string') return expectMessage(JSON.parse(data));
    return decodePicture(data);
  },
  encode(message) {
    return message.type === 'picture' ? encodePicture(message) : JSON.stringify(message);
  },
};

function encodePicture({ bytes, ...header }: Picture): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(JSON.stringify(header));
  const frame = new Uint8Array(LENGTH_BYTES + head.length + bytes.byteLength);
  new DataView(frame.buffer).setUint32(0, head.length);
  frame.set(head, LENGTH_BYTES);
  frame.set(new Uint8Array(bytes), LENGTH_BYTES + head.length);
  return frame;
}

function decodePicture(data: ArrayBuffer): Pictured {
  // Throws a RangeError where the frame is shorter than it says.
  const length = new DataView(data).getUint32(0);
  const head = new Uint8Array(data, LENGTH_BYTES, length);
  const header = expectMessage(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(head)));
  if (header.type !== 'pictured') throw new TypeError('expected the header of a picture');
  return { ...header, bytes: data.slice(LENGTH_BYTES + length) };
}

/** The server is trusted for the rest: see `json({ receive })` for where it is not. */
function expectMessage(value: unknown): ServerMessage {
  if (typeof value === 'object' && value !== null && 'type' in value) return value as ServerMessage;
  throw new TypeError('expected a message with a type');
}
