/** What a WebSocket carries. The bytes of a Blob arrive as an ArrayBuffer, at both ends, but where a page asks for Blobs. */
export type MockData = string | ArrayBuffer | Blob;

/** What `send` takes, on both sides. */
export type SentData = MockData | ArrayBufferView;

/** Bytes as they are now; what is neither text nor bytes is sent as its name, as the standard converts it. */
export function copyOf(data: SentData): MockData {
  if (ArrayBuffer.isView(data)) {
    const { buffer, byteOffset, byteLength } = data;
    if (isBuffer(buffer)) return buffer.slice(byteOffset, byteOffset + byteLength);
    throw new TypeError('The bytes must not be shared.');
  }
  if (isBlob(data)) return data;
  return isBuffer(data) ? data.slice(0) : String(data);
}

/** Bytes on the wire. */
export function sizeOf(data: MockData): number {
  if (typeof data === 'string') return textSize(data);
  return isBlob(data) ? data.size : data.byteLength;
}

/** The bytes that a buffer or a view shows; undefined for what is neither. */
export function bytesOf(data: unknown): Uint8Array | undefined {
  if (isBuffer(data)) return new Uint8Array(data);
  if (!ArrayBuffer.isView(data)) return undefined;
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** Of UTF-8, where a half of a pair counts as U+FFFD. By hand: jsdom has no TextEncoder. */
function textSize(text: string): number {
  let size = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    size += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return size;
}

// By their name: those of another realm are none of this one's classes, and test environments are realms.

function isBuffer(data: unknown): data is ArrayBuffer {
  return nameOf(data) === '[object ArrayBuffer]';
}

/** By what it can do: that of happy-dom has no name. */
export function isBlob(data: unknown): data is Blob {
  const { size, slice } = (typeof data === 'object' && data ? data : {}) as Partial<Blob>;
  return typeof size === 'number' && typeof slice === 'function';
}

function nameOf(data: unknown): string {
  return Object.prototype.toString.call(data);
}
