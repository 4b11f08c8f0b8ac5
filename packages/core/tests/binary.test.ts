import {
  binary,
  type Codec,
  createWebSocket,
  type Encoded,
  raw,
  TowlineError,
  text,
} from '@towline/core';
import { createFakeEnvironment } from '@towline/suites';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { decodeWith, encodeWith } from '../src/policies/codec.js';
import { createOpen, enter, URL_A, URL_B } from './harness.js';

/** An open socket of bytes; harness sockets are of text. */
function openWith<Incoming, Outgoing>(codec: Codec<Incoming, Outgoing>) {
  const world = createFakeEnvironment();
  const socket = createWebSocket(URL_A, { codec, environment: world.environment });
  socket.open();
  world.socket.accept();
  return { socket, world };
}

/** toEqual finds all buffers equal. */
async function bytesOf(data: unknown): Promise<number[]> {
  const buffer = data instanceof Blob ? await data.arrayBuffer() : data;
  expect(buffer).toBeInstanceOf(ArrayBuffer);
  return [...new Uint8Array(buffer as ArrayBuffer)];
}

const SIX = [1, 2, 3, 4, 5, 6];

function buffer(bytes: readonly number[]): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

/** Each shows the bytes given, in a buffer that has more where it can. */
const PAYLOADS: Readonly<Record<string, (bytes: readonly number[]) => Exclude<Encoded, string>>> = {
  'an ArrayBuffer': (bytes) => new Uint8Array(bytes).buffer,
  'a Blob': (bytes) => new Blob([new Uint8Array(bytes)]),
  'a File': (bytes) => new File([new Uint8Array(bytes)], 'name.bin', { type: 'image/png' }),
  'a DataView': (bytes) => shifted(bytes, (...args) => new DataView(...args)),
  'a Uint8Array': (bytes) => new Uint8Array(bytes),
  'a Uint8Array with an offset': (bytes) => shifted(bytes, (...args) => new Uint8Array(...args)),
  "Node's Buffer, which shares one with others": (bytes) => Buffer.from(bytes),
};

function shifted<View>(
  bytes: readonly number[],
  view: (buffer: ArrayBuffer, offset: number, length: number) => View,
): View {
  return view(new Uint8Array([0xff, 0xff, ...bytes, 0xff, 0xff]).buffer, 2, bytes.length);
}

const TYPED_ARRAYS = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
];

describe.each(Object.entries(PAYLOADS))('%s', (_name, payload) => {
  test.each([[SIX], [[]]])('with the bytes %j is sent as it is', async (bytes) => {
    const { socket, world } = openWith(binary());
    expect(socket.send(payload(bytes))).toBe('sent');
    expect(await Promise.all(world.socket.received.map(bytesOf))).toEqual([bytes]);
  });

  test.each([[SIX], [[]]])('with the bytes %j waits, counted, and is sent later', async (bytes) => {
    for (const codec of [binary(), raw(), raw({ binaryType: 'blob' })]) {
      const { socket, world } = openWith<unknown, Exclude<Encoded, string>>(codec);
      world.socket.drop();
      const message = payload(bytes);
      expect(socket.send(message)).toBe('queued');
      expect([socket.queued, socket.queuedBytes]).toEqual([1, bytes.length]);
      const sent: unknown[] = [];
      socket.on('sent', ({ message }) => sent.push(message));
      world.clock.advance(750);
      world.socket.accept();
      expect(await Promise.all(world.socket.received.map(bytesOf))).toEqual([bytes]);
      expect([socket.queued, socket.queuedBytes]).toEqual([0, 0]);
      expect(sent[0]).toBe(message);
    }
  });
});

describe('bytes that wait', () => {
  test.each(TYPED_ARRAYS)('in a %o are those of the view, as they were', async (Kind) => {
    const size = Kind.BYTES_PER_ELEMENT;
    const memory = new Uint8Array(size * 4).map((_, index) => index + 1);
    const view = new Kind(memory.buffer, size, 2);
    const { socket, world } = openWith(binary());
    world.socket.drop();
    socket.send(view);
    expect(socket.queuedBytes).toBe(size * 2);
    memory.fill(0);
    world.clock.advance(750);
    world.socket.accept();
    const expected = Array.from({ length: size * 2 }, (_, index) => size + index + 1);
    expect(await bytesOf(world.socket.received[0])).toEqual(expected);
  });

  test.each(['idle', 'connecting', 'waiting'] as const)(
    'are those of when send was called, %s',
    async (phase) => {
      const { socket, world } = enter(phase, { codec: binary() as Codec<never, never> });
      const bytes = new Uint8Array(SIX);
      for (const message of [bytes, bytes.buffer, new DataView(bytes.buffer, 4)]) {
        socket.send(message as never);
      }
      bytes.fill(0);
      socket.open();
      world.socket.accept();
      expect(await Promise.all(world.socket.received.map(bytesOf))).toEqual([SIX, SIX, [5, 6]]);
    },
  );

  test('are those of when send was called, also where other calls come first', async () => {
    const { socket, world } = openWith(binary());
    const bytes = new Uint8Array(SIX);
    const results: unknown[] = [];
    socket.on('message', () => {
      socket.reconnect();
      results.push(socket.send(bytes), socket.send(bytes.buffer));
      bytes.fill(0);
    });
    world.socket.message(buffer([0]));
    world.socket.accept();
    expect(results).toEqual(['queued', 'queued']);
    expect(await Promise.all(world.socket.received.map(bytesOf))).toEqual([SIX, SIX]);
  });

  test('may be transferred away after send', async () => {
    const { socket, world } = openWith(binary());
    world.socket.drop();
    const bytes = new Uint8Array(SIX);
    socket.send(bytes);
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    expect(bytes.byteLength).toBe(0);
    world.clock.advance(750);
    world.socket.accept();
    expect(await bytesOf(world.socket.received[0])).toEqual(SIX);
  });

  test('keep their place among each other and texts', async () => {
    const { socket, world } = openWith(raw());
    world.socket.drop();
    const blob = new Blob(['blob']);
    for (const message of ['a', new Uint8Array([1]), 'b', blob, buffer([2, 3])]) {
      socket.send(message);
    }
    expect([socket.queued, socket.queuedBytes]).toEqual([5, 9]);
    world.clock.advance(750);
    world.socket.accept();
    const [a, one, b, same, rest] = world.socket.received;
    expect([a, await bytesOf(one), b, await bytesOf(rest)]).toEqual(['a', [1], 'b', [2, 3]]);
    expect(same).toBe(blob);
  });

  test('are bounded by their size, Blobs too', () => {
    const world = createFakeEnvironment();
    const socket = createWebSocket(URL_A, {
      codec: binary(),
      environment: world.environment,
      queue: { maxBytes: 10 },
    });
    const dropped: unknown[] = [];
    socket.on('drop', ({ message }) => dropped.push(message));
    const [old, blob, large] = [new Uint16Array(3), new Blob(['1234567']), new ArrayBuffer(11)];
    expect([socket.send(old), socket.send(blob), socket.send(large)]).toEqual([
      'queued',
      'queued',
      'dropped',
    ]);
    expect([socket.queued, socket.queuedBytes]).toEqual([1, 7]);
    expect(dropped[0]).toBe(old);
    expect(dropped[1]).toBe(large);
  });
});

describe('what is neither text nor bytes', () => {
  const handedOver = new ArrayBuffer(2);
  structuredClone(handedOver, { transfer: [handedOver] });
  const ODD: Readonly<Record<string, unknown>> = {
    'a number': 1,
    null: null,
    undefined: undefined,
    true: true,
    'a symbol': Symbol('s'),
    'a bigint': 1n,
    'a function': () => {},
    'an array': [1, 2],
    'an object': {},
    'an object with a byteLength': { byteLength: 2 },
    'an object with a size': { size: 2 },
    'a Map': new Map(),
    'a boxed text': new Object('text'),
    'a SharedArrayBuffer': new SharedArrayBuffer(2),
    'a view of what is shared': new Uint8Array(new SharedArrayBuffer(2)),
    'an ArrayBuffer that was transferred away': handedOver,
    'a view of one': new DataView(new ArrayBuffer(2)),
  };
  const view = ODD['a view of one'] as DataView<ArrayBuffer>;
  structuredClone(view.buffer, { transfer: [view.buffer] });

  test.each(Object.entries(ODD))('is refused in every phase, and nothing changes: %s', (_, odd) => {
    for (const phase of ['idle', 'connecting', 'open', 'waiting'] as const) {
      for (const codec of [binary(), raw()]) {
        const { socket, world, log } = enter(phase, { codec: codec as Codec<never, never> });
        socket.send(buffer(SIX) as never);
        world.clock.advance(16);
        log.clear();
        const [before, queued] = [socket.getSnapshot(), socket.queued];
        expect(() => socket.send(odd as never)).toThrow(
          expect.objectContaining({ name: 'TowlineError', code: 'encode-failed', data: odd }),
        );
        expect([log.entries, socket.getSnapshot() === before]).toEqual([[], true]);
        expect(socket.queued).toBe(queued);
      }
    }
  });

  test('is named for what it is', () => {
    expect(() => encodeWith(binary(), 1 as never)).toThrow('neither text nor bytes');
    expect(() => encodeWith(raw(), null as never)).toThrow('neither text nor bytes');
  });

  test('is refused also where a listener sends it, and what comes after it is sent', () => {
    const { socket, world, log } = createOpen({ codec: raw() as Codec<never, never> });
    const errors: unknown[] = [];
    socket.on('message', () => {
      socket.reconnect();
      try {
        socket.send(handedOver as never);
      } catch (error) {
        errors.push(error);
      }
      socket.send('fine');
    });
    world.socket.message('a');
    world.socket.accept();
    expect(errors).toEqual([expect.objectContaining({ code: 'encode-failed' })]);
    expect([world.socket.received, log.of('sent')]).toEqual([['fine'], [{ message: 'fine' }]]);
  });

  test('does not reach the platform from a codec of your own', () => {
    const codec: Codec<string, string> = { ...text(), encode: () => ({ size: 1 }) as Blob };
    const { socket, world } = openWith(codec);
    expect(() => socket.send('a')).toThrow(expect.objectContaining({ code: 'encode-failed' }));
    expect(world.socket.received).toEqual([]);
  });
});

describe('binary', () => {
  test('gives the bytes that came', async () => {
    const { socket, world } = openWith(binary());
    const heard: ArrayBuffer[] = [];
    socket.on('message', (bytes) => heard.push(bytes));
    for (const bytes of [SIX, [], SIX]) world.socket.message(buffer(bytes));
    expect(await Promise.all(heard.map(bytesOf))).toEqual([SIX, [], SIX]);
  });

  test('does not understand text, and the connection lives on', () => {
    const { socket, world, log } = createOpen({ codec: binary() as Codec<never, never> });
    world.socket.message('text');
    world.socket.message(buffer([1]));
    expect(log.of('error')).toEqual([
      expect.objectContaining({
        code: 'decode-failed',
        data: 'text',
        message: expect.stringContaining('expected bytes, not text'),
      }),
    ]);
    expect(log.of('message')).toHaveLength(1);
    expect(socket.getSnapshot().status).toBe('open');
  });

  test('does not send text', () => {
    const { socket, world } = openWith(binary());
    expect(() => socket.send('text' as never)).toThrow(
      expect.objectContaining({
        code: 'encode-failed',
        message: expect.stringContaining('expected bytes, not text'),
      }),
    );
    expect(world.socket.received).toEqual([]);
  });

  test('is of bytes alone in types', () => {
    const { socket } = openWith(binary());
    socket.on('message', (bytes) => expectTypeOf(bytes).toEqualTypeOf<ArrayBuffer>());
    expectTypeOf(socket.send).parameter(0).toEqualTypeOf<Exclude<Encoded, string>>();
    expectTypeOf<Uint8Array<ArrayBuffer>>().toExtend<Parameters<typeof socket.send>[0]>();
    expectTypeOf<Uint8Array<SharedArrayBuffer>>().not.toExtend<Parameters<typeof socket.send>[0]>();
    expectTypeOf<string>().not.toExtend<Parameters<typeof socket.send>[0]>();
  });
});

describe('raw', () => {
  test('gives text and bytes as they came, in order', async () => {
    const { socket, world } = openWith(raw());
    const heard: (string | ArrayBuffer)[] = [];
    socket.on('message', (data) => heard.push(data));
    for (const data of ['a', buffer(SIX), '', buffer([])]) world.socket.message(data);
    expect(heard.filter((data) => typeof data === 'string')).toEqual(['a', '']);
    expect(await bytesOf(heard[1])).toEqual(SIX);
    expect(await bytesOf(heard[3])).toEqual([]);
  });

  test('gives bytes as Blobs where it is told to, and text as text', async () => {
    const { socket, world } = openWith(raw({ binaryType: 'blob' }));
    const heard: (string | Blob)[] = [];
    socket.on('message', (data) => heard.push(data));
    for (const data of ['a', buffer(SIX)]) world.socket.message(data);
    expect(heard).toEqual(['a', expect.any(Blob)]);
    expect(await bytesOf(heard[1])).toEqual(SIX);
  });

  test('has types that tell how bytes come', () => {
    expectTypeOf(raw()).toEqualTypeOf<Codec<string | ArrayBuffer, Encoded>>();
    expectTypeOf(raw({})).toEqualTypeOf<Codec<string | ArrayBuffer, Encoded>>();
    expectTypeOf(raw({ binaryType: 'arraybuffer' })).toEqualTypeOf<
      Codec<string | ArrayBuffer, Encoded>
    >();
    expectTypeOf(raw({ binaryType: 'blob' })).toEqualTypeOf<Codec<string | Blob, Encoded>>();
    // @ts-expect-error: a kind that no platform has
    raw({ binaryType: 'buffer' });
  });

  test('decodes without looking', () => {
    const data = buffer(SIX);
    expect(decodeWith(raw(), data)).toBe(data);
  });
});

describe('the binary type', () => {
  test.each([
    ['text()', text(), 'arraybuffer'],
    ['binary()', binary(), 'arraybuffer'],
    ['raw()', raw(), 'arraybuffer'],
    ['raw(blob)', raw({ binaryType: 'blob' }), 'blob'],
    ['no codec', undefined, 'arraybuffer'],
  ] as const)('with %s is the same on every WebSocket', (_name, codec, expected) => {
    const { socket, world } = createOpen({ codec: codec as Codec<never, never> });
    world.socket.drop();
    world.clock.advance(750);
    world.socket.accept();
    socket.reconnect();
    socket.update({ url: URL_B });
    expect(world.sockets.map(({ binaryType }) => binaryType)).toEqual(Array(4).fill(expected));
    expect(socket.binaryType).toBe(expected);
  });

  test('is there before anything has come', () => {
    const world = createFakeEnvironment();
    const socket = createWebSocket(URL_A, {
      codec: raw({ binaryType: 'blob' }),
      environment: world.environment,
    });
    expect(socket.binaryType).toBe('blob');
    socket.open();
    expect([world.socket.readyState, world.socket.binaryType]).toEqual([0, 'blob']);
  });
});

test('bytes of another realm are bytes', async () => {
  const { runInNewContext } = await import('node:vm');
  const { socket, world } = openWith(binary());
  const bytes = runInNewContext('new Uint8Array([1, 2, 3])');
  expect(bytes).not.toBeInstanceOf(Uint8Array);
  expect([socket.send(bytes), socket.send(bytes.buffer)]).toEqual(['sent', 'sent']);
  world.socket.drop();
  expect(socket.send(bytes)).toBe('queued');
  expect(socket.queuedBytes).toBe(3);
});

test('an error of the codec is one of Towline', () => {
  expect(() => encodeWith(binary(), 'text' as never)).toThrow(TowlineError);
});
