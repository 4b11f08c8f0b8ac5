import type { Picture, PictureType } from '../../protocol.js';
import { newId } from './identity.js';

export const PICTURE_TYPES: readonly PictureType[] = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
];
const MAX_BYTES = 512 * 1024;

/** What is wrong with a file, in words; null: it can be sent. */
export function pictureProblem({ type, size }: Blob): string | null {
  if (!isPictureType(type)) return 'Only PNG, JPEG, GIF and WebP pictures can be sent.';
  if (size > MAX_BYTES) {
    return `That picture has ${Math.ceil(size / 1024)} KiB; at most 512 KiB can be sent.`;
  }
  return size === 0 ? 'That picture is empty.' : null;
}

export async function readPicture(file: Blob): Promise<Picture> {
  const mime = file.type as PictureType;
  return { type: 'picture', id: newId(), mime, bytes: await file.arrayBuffer() };
}

/** The files of a paste or a drop; none where it is text. */
export function filesOf(data: DataTransfer | null): readonly File[] {
  return [...(data?.files ?? [])];
}

/** Shows bytes in an image. Returns how to give their memory back. */
export function showPicture(
  image: HTMLImageElement,
  bytes: ArrayBuffer,
  mime: PictureType,
): () => void {
  const url = URL.createObjectURL(new Blob([bytes], { type: mime }));
  image.src = url;
  return () => URL.revokeObjectURL(url);
}

export function pictureWords(author: string): string {
  return `Picture from ${author}`;
}

function isPictureType(type: string): type is PictureType {
  return (PICTURE_TYPES as readonly string[]).includes(type);
}
