import type { Encoded } from '@towline/core';

const encoder = /* @__PURE__ */ new TextEncoder();

/** How many bytes it has on the wire. */
export function byteLengthOf(data: Encoded): number {
  if (typeof data === 'string') return encoder.encode(data).byteLength;
  return 'size' in data ? data.size : data.byteLength;
}
