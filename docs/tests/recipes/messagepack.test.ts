import { decode, encode } from '@msgpack/msgpack';
import { createMockServer } from '@towline/testing';
import { describe, expect, it } from 'vitest';
import { useRecipe } from '../support/recipe.js';
import { pass } from '../support/time.js';

const server = createMockServer();
const { file } = useRecipe('messagepack', server);

type Board = typeof import('docs/recipes/messagepack/codec');
type Frames = typeof import('docs/recipes/messagepack/frames');
type Scope = typeof import('docs/recipes/messagepack/scope');

const samples = (...values: readonly number[]) => new Float32Array(values).buffer;

const utf8 = new TextEncoder();

/** A frame by hand: the length of the head, the head, the body. */
function bytes(text: string | Uint8Array, body: ArrayBuffer, length = text.length): ArrayBuffer {
  const head = typeof text === 'string' ? utf8.encode(text) : text;
  const frame = new Uint8Array(4 + head.length + body.byteLength);
  new DataView(frame.buffer).setUint32(0, length);
  frame.set(head, 4);
  frame.set(new Uint8Array(body), 4 + head.length);
  return frame.buffer;
}

describe('the board', () => {
  it('sends what it was given as MessagePack, and gets what the server says', async () => {
    const { board } = await file<Board>('codec.ts');
    const heard: unknown[] = [];
    board.on('message', (message) => heard.push(message));
    board.open();
    await pass(100);
    expect(server.received.map((data) => decode(data as ArrayBuffer))).toEqual([
      { type: 'move', x: 1, y: 2 },
    ]);
    server.send(encode({ type: 'moved', id: 7, x: 3, y: 4 }).slice().buffer);
    await pass(100);
    expect(heard).toEqual([{ type: 'moved', id: 7, x: 3, y: 4 }]);
    board.close();
  });
});

describe('a framed message', () => {
  it('comes back from its bytes as it was, with a head of any letters and a body that begins at 0', async () => {
    const { framed } = await file<Frames>('frames.ts');
    const codec = framed<{ readonly name: string }, { readonly name: string }>();
    const frame = { head: { name: 'Größe ✓ 🙂' }, body: samples(1, -2.5) };
    const { buffer } = codec.encode(frame) as Uint8Array<ArrayBuffer>;
    expect(codec.decode(buffer)).toEqual(frame);
    expect([...new Float32Array(codec.decode(buffer).body)]).toEqual([1, -2.5]);
  });

  it('has the length of its head first, big-endian', async () => {
    const { framed } = await file<Frames>('frames.ts');
    const encoded = framed<object, object>().encode({ head: { a: 1 }, body: samples(7) });
    expect(new Uint8Array(encoded as Uint8Array<ArrayBuffer>)).toEqual(
      new Uint8Array(bytes('{"a":1}', samples(7))),
    );
  });

  it.each([
    ['a text', 'hello', TypeError],
    ['fewer than 4 bytes', new ArrayBuffer(3), RangeError],
    ['a head that is longer than the frame', bytes('{}', samples(), 99), RangeError],
    ['bytes that are no UTF-8', bytes(new Uint8Array([0xff, 0xff]), samples()), TypeError],
    ['a head that is no JSON', bytes('{', samples()), SyntaxError],
  ])('is not made of %s', async (_what, data, error) => {
    const { framed } = await file<Frames>('frames.ts');
    expect(() => framed<object, object>().decode(data)).toThrow(error);
  });
});

describe('the scope', () => {
  it('asks for probes by bytes, and folds the samples that come', async () => {
    const { scope, peak, watch } = await file<Scope>('scope.ts');
    const stop = peak.subscribe(() => {});
    scope.open();
    watch(['a', 'b']);
    await pass(100);
    expect(server.received).toEqual([bytes('{"probes":["a","b"]}', samples())]);
    server.send(bytes('{"probe":"a","at":1}', samples(1, 4, 2)));
    server.send(bytes('{"probe":"b","at":2}', samples(3)));
    await pass(100);
    expect(peak.getSnapshot()).toBe(4);
    stop();
    scope.close();
  });

  it('loses a message that cannot be decoded, and not the connection', async () => {
    const { scope, peak } = await file<Scope>('scope.ts');
    const errors: unknown[] = [];
    scope.on('error', ({ code, data }) => errors.push([code, data]));
    scope.open();
    await pass(100);
    server.send('text');
    server.send(bytes('{"probe":"a","at":1}', samples(5)));
    await pass(100);
    expect(errors).toEqual([['decode-failed', 'text']]);
    expect(peak.getSnapshot()).toBe(5);
    expect(scope.getSnapshot().status).toBe('open');
    scope.close();
  });
});
