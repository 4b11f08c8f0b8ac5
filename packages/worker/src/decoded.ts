import type { Codec, WireData } from '@towline/core';

/** A message that the worker has decoded. */
export class Decoded {
  readonly value: unknown;
  /** The worker has looked at it: here it counts nothing. */
  readonly byteLength = 0;

  constructor(value: unknown) {
    this.value = value;
  }
}

/** Hands on what is decoded, and decodes what is not. */
export function acceptDecoded<Incoming, Outgoing>(
  codec: Codec<Incoming, Outgoing>,
): Codec<Incoming, Outgoing> {
  return {
    ...codec,
    encode: (message) => codec.encode(message),
    decode: (data: WireData | Decoded) =>
      data instanceof Decoded ? (data.value as Incoming) : codec.decode(data),
  };
}
