import type { BinaryType, Codec, Encoded, WireData } from './codec.js';

/** Bytes as the platform sends them. A view stands for the bytes that it shows. */
export type Bytes = Exclude<Encoded, string>;

/**
 * Messages are bytes: an ArrayBuffer comes; an ArrayBuffer, a view of one or a Blob goes. Text is not
 * understood (`decode-failed`).
 *
 * @example
 * const feed = createWebSocket('/ws/samples', { codec: binary() })
 * feed.on('message', (bytes) => draw(new Float32Array(bytes)))
 */
export function binary(): Codec<ArrayBuffer, Bytes> {
  return {
    decode(data) {
      if (typeof data === 'string') throw new TypeError('expected bytes, not text');
      return data;
    },
    encode(message) {
      if (typeof message === 'string') throw new TypeError('expected bytes, not text');
      return message;
    },
  };
}

/** What comes as the platform has it. */
export type RawData<Kind extends BinaryType = 'arraybuffer'> =
  | string
  | (Kind extends 'blob' ? Blob : ArrayBuffer);

/**
 * Messages are what the platform has: text and bytes side by side.
 *
 * @param options `binaryType`: how bytes come. Default 'arraybuffer'; with 'blob' they are Blobs, which
 * can only be read asynchronously: keep the order yourself.
 *
 * @see https://websockets.spec.whatwg.org/#dom-websocket-binarytype
 *
 * @example
 * const drop = createWebSocket('/ws/files', { codec: raw({ binaryType: 'blob' }) })
 * drop.on('message', (data) => typeof data === 'string' ? show(data) : save(data))
 */
export function raw(options?: {
  readonly binaryType?: 'arraybuffer' | undefined;
}): Codec<RawData, Encoded>;
export function raw(options: { readonly binaryType: 'blob' }): Codec<RawData<'blob'>, Encoded>;
export function raw({
  binaryType,
}: {
  readonly binaryType?: BinaryType | undefined;
} = {}): Codec<never, Encoded> {
  return {
    decode: (data: WireData) => data as never,
    encode: (message) => message,
    binaryType,
  };
}
