import { TowlineError } from '../errors.js';

/** What a WebSocket carries here: text, or bytes as an ArrayBuffer. */
export type WireData = string | ArrayBuffer;

/** What a codec may encode to; a view stands for the bytes that it shows. */
export type Encoded = WireData | ArrayBufferView<ArrayBuffer>;

/**
 * Turns messages into what the wire carries, and back. A throw in `decode` becomes an `error` event
 * with the raw data, and the connection lives on; a throw in `encode` is thrown by `send`.
 */
export interface Codec<Incoming, Outgoing> {
  decode(data: WireData): Incoming;
  encode(message: Outgoing): Encoded;
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

/**
 * Messages are JSON. The types are yours to promise: nothing checks what the server sends.
 *
 * @example
 * createWebSocket('/ws/chat', { codec: json<ServerMessage, ClientMessage>() })
 */
export function json<Incoming = unknown, Outgoing = unknown>(): Codec<Incoming, Outgoing> {
  return {
    decode: (data) => JSON.parse(expectText(data)) as Incoming,
    encode(message) {
      const encoded: string | undefined = JSON.stringify(message);
      if (encoded === undefined) throw new TypeError(`${typeof message} has no JSON`);
      return encoded;
    },
  };
}

function expectText(data: WireData): string {
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
    if (typeof data === 'string' || data.byteLength >= 0) return data;
    throw new TypeError('the codec gave neither text nor bytes');
  } catch (cause) {
    throw new TowlineError(
      'encode-failed',
      `The message could not be encoded (${messageOf(cause)}), so nothing was sent. Send what the codec accepts.`,
      { cause, data: message },
    );
  }
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
      'decode-failed',
      `A message could not be decoded (${messageOf(cause)}). It is in error.data; check that server and codec agree.`,
      { cause, data },
    );
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** Text as it is, bytes copied. */
export function copyOf(data: Encoded): WireData {
  if (typeof data === 'string') return data;
  if (!ArrayBuffer.isView(data)) return data.slice(0);
  return data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
}
