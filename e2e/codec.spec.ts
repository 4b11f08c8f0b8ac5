import { expect, test } from '@playwright/test';
import { chatCodec } from '../examples/chat/src/shared/codec.ts';
import { pictureFrame } from './support/raw.ts';

const BYTES = new Uint8Array([1, 2, 3]);

test('a picture is a length, a header and the bytes, both ways', () => {
  const header = { type: 'picture', id: 'one', mime: 'image/png' } as const;
  const frame = chatCodec.encode({ ...header, bytes: BYTES.buffer });
  expect(Buffer.from(frame as Uint8Array)).toEqual(pictureFrame(header, BYTES));

  const from = { id: 'someone', name: 'Élise' };
  const shown = { ...header, type: 'pictured', from, at: 1 } as const;
  const { buffer } = new Uint8Array(pictureFrame(shown, BYTES));
  expect(chatCodec.decode(buffer)).toEqual({ ...shown, bytes: BYTES.buffer });
});

test('what is neither JSON nor a picture throws', () => {
  for (const text of ['', '{', 'null', '[]', '"said"', '{"id":1}']) {
    expect(() => chatCodec.decode(text), text).toThrow();
  }
  for (const frame of [
    new Uint8Array(),
    new Uint8Array([0, 0, 0]),
    // A header longer than the frame.
    new Uint8Array([255, 255, 255, 255, 123, 125]),
    pictureFrame('{', BYTES),
    pictureFrame({ type: 'said', id: 'one' }, BYTES),
    // Not UTF-8.
    Buffer.from([0, 0, 0, 1, 0xff]),
  ]) {
    expect(() => chatCodec.decode(new Uint8Array(frame).buffer)).toThrow();
  }
});
