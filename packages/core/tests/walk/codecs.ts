import { type Codec, json, text } from '@towline/core';
import type { FakeData, ServerData } from '@towline/suites';

export type CodecName = 'text' | 'json' | 'bytes';

/** A codec whose messages are texts, and what the server makes of them. */
export interface WalkCodec {
  readonly codec: Codec<string, string>;
  /** What a message is on the wire. */
  write(message: string): ServerData;
  /** The message that something on the wire is. */
  read(data: FakeData): string;
  /** What a server may say, and the codec does not understand. */
  readonly garbage: ServerData;
  /** What the codec refuses to encode. */
  readonly refused: unknown;
}

const encoder = new TextEncoder();

/** What something on the wire weighs. */
export const byteLength = (data: string | { readonly byteLength: number }) =>
  (typeof data === 'string' ? encoder.encode(data) : data).byteLength;
const decoder = new TextDecoder();

/** Always the same bytes, used anew for each message: whoever keeps them without a copy has others later. */
const scratch = new Uint8Array(64);

const bytes: Codec<string, string> = {
  decode(data) {
    if (typeof data === 'string') throw new TypeError('expected bytes');
    return decoder.decode(data);
  },
  encode(message) {
    if (typeof message !== 'string') throw new TypeError('expected a string');
    return scratch.subarray(0, encoder.encodeInto(message, scratch).written);
  },
};

export const CODECS: Readonly<Record<CodecName, WalkCodec>> = {
  text: {
    codec: text(),
    write: (message) => message,
    read: String,
    garbage: new ArrayBuffer(2),
    refused: 7,
  },
  json: {
    codec: json<string, string>(),
    write: (message) => JSON.stringify(message),
    read: (data) => JSON.parse(String(data)),
    garbage: '{',
    refused: undefined,
  },
  bytes: {
    codec: bytes,
    write: (message) => encoder.encode(message).buffer,
    read: (data) => decoder.decode(data as ArrayBuffer),
    garbage: 'a text',
    refused: 7,
  },
};
