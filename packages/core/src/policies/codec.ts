import { TowlineError, type TowlineErrorCode, wordsOf } from '../errors.js';

/** What a WebSocket carries here: text, or bytes as an ArrayBuffer. */
export type WireData = string | ArrayBuffer;

/** How bytes arrive: a Blob is for what need not be in memory, as a big download. */
export type BinaryType = 'arraybuffer' | 'blob';

/** Of memory that is not shared: ArrayBufferView takes no parameter that says so before TypeScript 5.7. */
type OwnView = ArrayBufferView & { readonly buffer: ArrayBuffer };

/** What a codec may encode to; a view stands for the bytes that it shows. */
export type Encoded = WireData | OwnView | Blob;

/**
 * Turns messages into what the wire carries, and back. A throw in `decode` becomes an `error` event
 * with the raw data, and the connection lives on; a throw in `encode` is thrown by `send`.
 */
export interface Codec<Incoming, Outgoing> {
  decode(data: WireData): Incoming;
  encode(message: Outgoing): Encoded;
  /**
   * How bytes come to `decode`. Default 'arraybuffer': a Blob can only be read asynchronously, after
   * messages that came later. With 'blob', `decode` gets Blobs: see `raw`.
   */
  readonly binaryType?: BinaryType | undefined;
}

/** Messages are strings, as they are on the wire. The default. */
export function text(): Codec<string, string> {
  return {
    decode: expectText,
    encode(message) {
      if (typeof message !== 'string') {
        throw new TypeError(`expected a string, not ${typeof message}`);
      }
      return message;
    },
  };
}

/** @throws TypeError, for bytes */
export function expectText(data: WireData): string {
  if (typeof data !== 'string') throw new TypeError('expected text, not bytes');
  return data;
}

/** @throws TowlineError `encode-failed` */
export function encodeWith<Outgoing>(
  codec: Pick<Codec<unknown, Outgoing>, 'encode'>,
  message: Outgoing,
): Encoded {
  try {
    const data = codec.encode(message);
    assertEncoded(data);
    return data;
  } catch (cause) {
    throw new TowlineError(
      codeOf(cause, 'encode-failed'),
      `The message could not be encoded (${wordsOf(cause)}), so nothing was sent. Send what the codec accepts.`,
      { cause, data: message },
    );
  }
}

/**
 * The platform sends what is neither as its name: a SharedArrayBuffer arrives as a text.
 *
 * @throws TypeError
 */
function assertEncoded(data: unknown): void {
  if (typeof data === 'string' || isBlob(data)) return;
  const { buffer, byteOffset } = ArrayBuffer.isView(data) ? data : { buffer: data, byteOffset: 0 };
  if (Object.prototype.toString.call(buffer) !== '[object ArrayBuffer]') {
    throw new TypeError('the codec gave neither text nor bytes');
  }
  // Throws where the bytes were transferred away, or the view no longer reaches them.
  (buffer as ArrayBuffer).slice(byteOffset, byteOffset);
}

/** By what is used of it: not all platforms name theirs. */
function isBlob(data: unknown): data is Blob {
  const { size, slice } = (data ?? {}) as Partial<Blob>;
  return typeof size === 'number' && typeof slice === 'function';
}

/** @throws TowlineError `decode-failed` */
export function decodeWith<Incoming>(
  codec: Pick<Codec<Incoming, unknown>, 'decode'>,
  data: WireData,
): Incoming {
  try {
    return codec.decode(data);
  } catch (cause) {
    throw new TowlineError(
      codeOf(cause, 'decode-failed'),
      `A message could not be decoded (${wordsOf(cause)}). It is in error.data; check that server and codec agree.`,
      { cause, data },
    );
  }
}

/** A codec may be more exact. */
function codeOf(cause: unknown, usual: TowlineErrorCode): TowlineErrorCode {
  try {
    return cause instanceof TowlineError ? cause.code : usual;
  } catch {
    return usual;
  }
}

/** Bytes copied; text and Blobs, which never change, as they are. */
export function copyOf(data: Encoded): WireData | Blob {
  if (typeof data === 'string' || isBlob(data)) return data;
  if (!ArrayBuffer.isView(data)) return data.slice(0);
  return data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
}
