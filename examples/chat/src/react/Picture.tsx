import { useCallback } from 'react';
import type { Picture as Shown } from '../../protocol.js';
import { pictureWords, showPicture } from '../shared/pictures.js';

interface Props {
  picture: Pick<Shown, 'bytes' | 'mime'>;
  author: string;
}

export function Picture({ picture: { bytes, mime }, author }: Props) {
  const show = useCallback(
    (image: HTMLImageElement | null) => (image ? showPicture(image, bytes, mime) : undefined),
    [bytes, mime],
  );
  return <img className="picture" ref={show} alt={pictureWords(author)} />;
}
