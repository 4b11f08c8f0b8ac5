/** A Blob's bytes; undefined where this runtime cannot have them. */
export async function bytesOfBlob(blob: Blob): Promise<ArrayBuffer | undefined> {
  try {
    // Of this realm: in some test environments a Blob is another's.
    return new Uint8Array(await bufferOf(blob)).slice().buffer;
  } catch {
    return undefined;
  }
}

/** Older versions of jsdom have no `arrayBuffer`. */
function bufferOf(blob: Partial<Blob>): Promise<ArrayBuffer> {
  if (blob.arrayBuffer) return blob.arrayBuffer();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob as Blob);
  });
}
