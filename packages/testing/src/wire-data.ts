/** What a WebSocket carries. */
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
  if (typeof data === 'string') return new TextEncoder().encode(data).length;
  return isBlob(data) ? data.size : data.byteLength;
}

// By their name: those of another realm are none of this one's classes, and test environments are realms.

function isBuffer(data: unknown): data is ArrayBuffer {
  return Object.prototype.toString.call(data) === '[object ArrayBuffer]';
}

function isBlob(data: unknown): data is Blob {
  return typeof Blob !== 'undefined' && data instanceof Blob;
}
