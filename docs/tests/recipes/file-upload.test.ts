import { fireEvent, screen } from '@testing-library/dom';
import { createMockServer } from '@towline/testing';
import type { ServerMessage } from 'docs/recipes/file-upload/protocol';
import { act } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { FRAMEWORKS } from '../support/mount.js';
import { press, statusText, useRecipe } from '../support/recipe.js';
import { pass } from '../support/time.js';

/** Text and bytes, as the server of the page gets them. */
const server = createMockServer();
const { file, show } = useRecipe('file-upload', server);

/** What the server keeps by the upload's id. */
let stored: Uint8Array<ArrayBuffer>;
let refusal: string | null = null;
/** Texts, and the places of the pieces, in the order in which they came. */
let heard: (string | number)[] = [];
/** Pieces that came after a gap. */
let thrownAway = 0;

beforeEach(() => {
  stored = new Uint8Array();
  refusal = null;
  heard = [];
  thrownAway = 0;
  server.reply((data) => {
    const answer = typeof data === 'string' ? hear(JSON.parse(data)) : keep(data as ArrayBuffer);
    return answer && JSON.stringify(answer);
  });
});

function hear(message: { readonly type: string; readonly id: string }): ServerMessage | undefined {
  heard.push(message.type);
  if (message.type !== 'upload') return undefined;
  if (refusal !== null) return { type: 'upload-refused', id: message.id, reason: refusal };
  return { type: 'upload-at', id: message.id, bytes: stored.length };
}

function keep(frame: ArrayBuffer): ServerMessage {
  const id = new TextDecoder().decode(frame.slice(0, 36));
  const at = Number(new DataView(frame).getBigUint64(36));
  heard.push(at);
  if (at !== stored.length) thrownAway += 1;
  else stored = joined(stored, new Uint8Array(frame.slice(44)));
  return { type: 'stored', id, bytes: stored.length };
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

const KIB = 1024;

/** No two pieces of it are equal. */
function fileOf(size: number): { readonly file: File; readonly bytes: Uint8Array<ArrayBuffer> } {
  const bytes = new Uint8Array(size).map((_, index) => (index * 31 + (index >> 16)) & 0xff);
  return { file: new File([bytes], 'picture.png'), bytes };
}

async function choose(file: File) {
  const input = screen.getByLabelText<HTMLInputElement>('File');
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  await act(async () => fireEvent.change(input));
  await pass(50);
}

const progress = () => screen.getByRole<HTMLProgressElement>('progressbar').value;

describe.each(FRAMEWORKS)('the upload in %s', (framework) => {
  it('brings all bytes in pieces, and is done when the server has them', async () => {
    const { file: picture, bytes } = fileOf(200 * KIB);
    await show(framework, 'FileUpload');
    await choose(picture);
    await pass(1000);
    expect(statusText()).toBe('picture.png is uploaded.');
    expect(Buffer.compare(stored, bytes)).toBe(0);
    expect(heard).toEqual(['upload', 0, 64 * KIB, 128 * KIB, 192 * KIB, 'upload']);
  });

  it('shows the progress that the server tells', async () => {
    server.latency = 500;
    await show(framework, 'FileUpload');
    await pass(1000);
    await choose(fileOf(3000 * KIB).file);
    expect(statusText()).toBe('Uploading picture.png.');
    const shown: number[] = [];
    while (statusText() === 'Uploading picture.png.') {
      expect(progress()).toBeLessThanOrEqual(stored.length);
      shown.push(progress());
      await pass(250);
    }
    expect(statusText()).toBe('picture.png is uploaded.');
    expect(shown).toEqual(shown.toSorted((one, other) => one - other));
    expect(new Set(shown).size).toBeGreaterThan(3);
  });

  it('goes on where it was after the connection was lost', async () => {
    const { file: picture, bytes } = fileOf(3000 * KIB);
    server.latency = 500;
    await show(framework, 'FileUpload');
    await pass(1000);
    await choose(picture);
    await pass(1600); // asked, answered, and the first pieces are there
    server.drop();
    const before = stored.length;
    stored = stored.slice(0, 64 * KIB); // some of it was lost there, too
    await pass(20_000);
    expect(before).toBeGreaterThan(64 * KIB);
    expect(thrownAway).toBe(0);
    expect(statusText()).toBe('picture.png is uploaded.');
    expect(Buffer.compare(stored, bytes)).toBe(0);
  });

  it('says why the server does not want it', async () => {
    refusal = 'No pictures.';
    await show(framework, 'FileUpload');
    await choose(fileOf(10).file);
    await pass(100);
    expect(statusText()).toBe('No pictures.');
    expect(heard).toEqual(['upload']);
  });

  it('is cancelled by its button, and tells the server', async () => {
    server.latency = 500;
    await show(framework, 'FileUpload');
    await pass(1000);
    await choose(fileOf(4096 * KIB).file);
    await pass(1200);
    await press('Cancel');
    await pass(2000);
    expect(statusText()).toBe('Cancelled.');
    expect(heard.at(-1)).toBe('upload-cancel');
    expect(stored.length).toBeLessThan(4096 * KIB);
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('what is said meanwhile does not wait behind the pieces', async () => {
    server.latency = 500;
    await show(framework, 'FileUpload');
    await pass(1000);
    await choose(fileOf(4096 * KIB).file);
    await pass(1200);
    const { chat } = await file<typeof import('docs/recipes/file-upload/socket')>('socket.ts');
    const before = heard.length;
    chat.send({ type: 'say', text: 'hi' });
    await pass(40_000);
    expect(heard).toContain('say');
    // 320 KiB: the mark, and a piece.
    expect(heard.indexOf('say') - before).toBeLessThanOrEqual(5);
    expect(statusText()).toBe('picture.png is uploaded.');
  });
});
