/** What a server has to say. */
export type ServerData = string | ArrayBuffer;

/** What a WebSocket carries. */
export type FakeData = ServerData | Blob;

/** As the standard converts it: what is neither text nor bytes is sent as its name. */
export function copyOf(data: FakeData | ArrayBufferView): FakeData {
  if (data instanceof Blob) return data;
  if (ArrayBuffer.isView(data)) return copyOfView(data);
  return isBuffer(data) ? data.slice(0) : String(data);
}

function copyOfView({ buffer, byteOffset, byteLength }: ArrayBufferView): ArrayBuffer {
  if (isBuffer(buffer)) return buffer.slice(byteOffset, byteOffset + byteLength);
  throw new TypeError('The bytes must not be shared.');
}

function isBuffer(data: unknown): data is ArrayBuffer {
  return Object.prototype.toString.call(data) === '[object ArrayBuffer]';
}

/** Bytes on the wire. */
export function sizeOf(data: FakeData): number {
  if (typeof data === 'string') return new TextEncoder().encode(data).length;
  return data instanceof Blob ? data.size : data.byteLength;
}
