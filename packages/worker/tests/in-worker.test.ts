import {
  binary,
  type Codec,
  createWebSocket,
  heartbeat,
  json,
  type TowlineSocket,
  text,
  type WebSocketOptions,
} from '@towline/core';
import { createFakeEnvironment } from '@towline/suites';
import { afterEach, describe, expect, expectTypeOf, test, vi } from 'vitest';
import { inWorker, serve } from '../src/index.js';
import { createFakeWorker, type FakeWorker } from './fake-worker.js';

interface Options<Incoming> {
  readonly codec?: Codec<Incoming, string>;
  /** Where it is not the page's. */
  readonly workerCodec?: Pick<Codec<unknown, never>, 'decode'>;
  readonly transfer?: (message: Incoming) => Transferable[];
  readonly options?: Partial<WebSocketOptions<Incoming, string>>;
  /** What becomes of the worker: it serves. */
  readonly begin?: (worker: FakeWorker) => void;
}

function setUp<Incoming = string>({
  codec = text() as never,
  workerCodec = codec as never,
  transfer,
  options = {},
  begin = (worker) => serve({ codec: workerCodec as never, transfer } as never, worker.scope),
}: Options<Incoming> = {}) {
  const world = createFakeEnvironment();
  const workers: FakeWorker[] = [];
  const create = () => {
    const worker = createFakeWorker(world);
    workers.push(worker);
    begin(worker);
    return worker;
  };
  const socket: TowlineSocket<Incoming, string> = createWebSocket(
    '/feed',
    inWorker<Incoming, string>(create, { ...options, codec, environment: world.environment }),
  );
  const heard: Incoming[] = [];
  const told: string[] = [];
  socket.on('message', (message) => heard.push(message));
  for (const type of ['open', 'close', 'error', 'sent', 'drop'] as const) {
    socket.on(type, () => told.push(type));
  }
  /** What threads have said to each other has arrived. */
  const pass = (ms = 0) => world.clock.advance(ms);
  function open() {
    socket.open();
    pass();
    world.socket.accept();
    pass();
  }
  return { world, workers, socket, heard, told, pass, open };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a socket in a worker', () => {
  test('makes no worker before it is opened', () => {
    const { workers, socket } = setUp();
    expect(workers).toHaveLength(0);
    socket.open();
    expect(workers).toHaveLength(1);
  });

  test('opens, and shows what the platform says of the connection', () => {
    const { socket, world } = setUp({ options: { protocols: ['a', 'b'] } });
    socket.open();
    world.clock.advance(0);
    world.socket.accept({ protocol: 'b' });
    world.clock.advance(0);
    expect(world.socket.protocols).toEqual(['a', 'b']);
    expect(socket.getSnapshot()).toMatchObject({ status: 'open', protocol: 'b' });
  });

  test('hears each message once, in order, decoded in the worker', () => {
    const codec = json<{ n: number }, string>();
    const pageDecode = vi.fn(codec.decode);
    const { heard, open, world, pass } = setUp({
      codec: { ...codec, decode: pageDecode },
      workerCodec: codec,
    });
    open();
    for (let n = 0; n < 5; n++) world.socket.message(`{"n":${n}}`);
    pass(16);
    pass(16);
    expect(heard).toEqual([0, 1, 2, 3, 4].map((n) => ({ n })));
    expect(pageDecode).not.toHaveBeenCalled();
  });

  test('hands a lone message over at once, and then one batch per frame', () => {
    const { open, world, workers, heard, pass } = setUp();
    open();
    for (let ms = 0; ms < 64; ms++) {
      world.socket.message(String(ms));
      pass(1);
    }
    pass(20);
    expect(heard).toHaveLength(64);
    const sizes = workers[0]!.reports.flatMap((report) =>
      report.type === 'messages' ? [report.messages.length] : [],
    );
    expect(sizes[0]).toBe(1);
    expect(sizes.length).toBeLessThanOrEqual(6);
  });

  test('gives a busy page no batch before it has had the last one', () => {
    const { open, world, workers, pass } = setUp();
    open();
    const worker = workers[0]!;
    const batches = () => worker.reports.filter(({ type }) => type === 'messages').length;
    world.socket.message('a');
    // The page is busy: nothing arrives.
    const { onmessage } = worker;
    worker.onmessage = null;
    for (let ms = 0; ms < 100; ms++) {
      world.socket.message('b');
      pass(1);
    }
    expect(batches()).toBe(1);
    worker.onmessage = onmessage;
    worker.postMessage({ type: 'taken' });
    pass(20);
    expect(batches()).toBe(2);
  });

  test('hears what came before the close, and the close as it was', () => {
    const { open, world, heard, socket, pass } = setUp();
    open();
    for (const message of ['a', 'b', 'c']) world.socket.message(message);
    world.socket.serverClose(4400, 'enough');
    pass();
    expect(heard).toEqual(['a', 'b', 'c']);
    expect(socket.getSnapshot().lastClose).toEqual({
      code: 4400,
      reason: 'enough',
      wasClean: true,
      cause: 'server',
    });
  });

  test('ends its worker with the connection, and has another for the next one', () => {
    const { open, world, workers, pass, heard } = setUp();
    open();
    world.socket.drop();
    pass();
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true]);
    pass(5000);
    world.socket.accept();
    pass();
    world.socket.message('again');
    pass();
    expect([workers.length, heard]).toEqual([2, ['again']]);
  });

  test('closes by the user’s word, with code and reason, and leaves nothing', () => {
    const { open, world, socket, workers, pass } = setUp();
    open();
    socket.close(4000, 'bye');
    pass();
    expect(world.socket.closeCalls).toEqual([{ code: 4000, reason: 'bye' }]);
    world.socket.finishClose();
    pass();
    expect(socket.getSnapshot()).toMatchObject({ status: 'closed', ended: true });
    expect([workers[0]?.isTerminated, world.clock.timers]).toEqual([true, 0]);
  });

  test('that is closed before its worker is there opens nothing', async () => {
    const { socket, world, workers, pass } = setUp({ begin: () => {} });
    socket.open();
    socket.close();
    await Promise.resolve();
    pass(5000);
    expect(world.sockets).toHaveLength(0);
    expect([workers[0]?.isTerminated, world.clock.timers]).toEqual([true, 0]);
  });

  test('leaves a dead connection at once, with its worker', () => {
    const { open, workers, socket, pass } = setUp({
      options: { heartbeat: heartbeat({ message: 'ping', interval: 1000, timeout: 500 }) as never },
    });
    open();
    pass(1600);
    expect([socket.getSnapshot().lastClose?.cause, workers[0]?.isTerminated]).toEqual([
      'heartbeat',
      true,
    ]);
  });

  test('sends in order, and knows what is not yet on the wire', () => {
    const { open, world, socket, pass } = setUp();
    open();
    socket.send('abc');
    socket.send('é');
    expect(socket.bufferedAmount).toBe(5);
    pass();
    expect(world.socket.received).toEqual(['abc', 'é']);
    world.socket.bufferedAmount = 7;
    pass(16);
    expect(socket.bufferedAmount).toBe(7);
    world.socket.bufferedAmount = 0;
    pass(32);
    expect([socket.bufferedAmount, world.clock.timers]).toEqual([0, 0]);
  });

  test('sends what was queued, before it is open too', () => {
    const { open, world, socket, pass } = setUp();
    socket.send('early');
    open();
    pass();
    expect(world.socket.received).toEqual(['early']);
  });

  test('hands buffers over, and does not copy them', () => {
    const { open, world, workers, heard, pass } = setUp({ codec: binary() as never });
    open();
    world.socket.message(new Uint8Array([1, 2, 3]).buffer);
    pass();
    expect(heard.map((bytes) => [...new Uint8Array(bytes as never)])).toEqual([[1, 2, 3]]);
    expect(workers[0]?.reports.at(-1)).toMatchObject({ type: 'messages' });
  });

  test('tells of a message that cannot be decoded, with the raw data, and lives on', () => {
    const { open, world, socket, heard, pass } = setUp({ codec: json<string, string>() });
    const errors: unknown[] = [];
    socket.on('error', ({ code, data }) => errors.push([code, data]));
    open();
    for (const message of ['"a"', 'no JSON', '"b"']) world.socket.message(message);
    pass(16);
    pass(16);
    expect(heard).toEqual(['a', 'b']);
    expect(errors).toEqual([['decode-failed', 'no JSON']]);
  });

  test('decodes on the page what cannot be copied to it', () => {
    const codec: Codec<{ run(): number }, string> = {
      decode: (data) => ({ run: () => Number(data) }),
      encode: (message) => message,
    };
    const { open, world, heard, pass } = setUp({ codec });
    open();
    world.socket.message('7');
    pass();
    expect(heard.map(({ run }) => run())).toEqual([7]);
  });

  test('hands over what it is told to', () => {
    const codec = {
      decode: (data: unknown) => ({ bytes: data as ArrayBuffer }),
      encode: (message: string) => message,
    };
    const handed: ArrayBuffer[] = [];
    const { open, world, heard, pass } = setUp<{ bytes: ArrayBuffer }>({
      codec,
      transfer: ({ bytes }) => {
        handed.push(bytes);
        return [bytes];
      },
    });
    open();
    world.socket.message(new Uint8Array([1, 2]).buffer);
    pass();
    expect([heard[0]?.bytes.byteLength, handed[0]?.byteLength]).toEqual([2, 0]);
  });

  test('leaves a connection that says too much', () => {
    const { open, world, socket, heard, pass } = setUp({ options: { maxMessageBytes: 3 } });
    open();
    world.socket.message('abc');
    world.socket.message('abcd');
    pass(16);
    pass(16);
    expect(heard).toEqual(['abc']);
    expect(socket.getSnapshot()).toMatchObject({ lastError: { code: 'message-too-large' } });
  });

  test('fails the attempt where the worker may not connect', () => {
    const { socket, world, pass } = setUp();
    world.refuseNext(new DOMException('on purpose', 'SecurityError'));
    socket.open();
    pass();
    expect(socket.getSnapshot()).toMatchObject({
      reconnecting: true,
      lastClose: { code: 1006, cause: 'network' },
    });
    socket.close();
  });

  test('reports what goes wrong in a worker that serves', () => {
    const { open, workers, world, socket } = setUp();
    open();
    workers[0]?.fail('on purpose');
    expect(world.takeErrors()).toEqual([new Error('on purpose')]);
    expect(socket.readyState).toBe(1);
  });

  test('keeps the types of its options', () => {
    const create = () => ({}) as Worker;
    expectTypeOf(createWebSocket('/', inWorker(create))).toEqualTypeOf<TowlineSocket>();
    expectTypeOf(
      createWebSocket('/', inWorker(create, { codec: json<number, string>() })),
    ).toEqualTypeOf<TowlineSocket<number, string>>();
  });
});

describe('where there can be no worker', () => {
  const ways: Record<string, Options<string>> = {
    'making it throws': {
      begin: () => {
        throw new Error('refused by a policy');
      },
    },
    'it fails before it says anything': {
      begin: (worker) => queueMicrotask(() => worker.fail('refused by a policy')),
    },
  };

  test.each(Object.entries(ways))('as %s, the connection is the page’s own', async (_, way) => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { socket, world, heard, pass, workers } = setUp(way);
    socket.open();
    await Promise.resolve();
    pass();
    world.socket.accept();
    world.socket.message('a');
    socket.send('b');
    expect([heard, world.socket.received, socket.readyState]).toEqual([['a'], ['b'], 1]);
    expect(warned).toHaveBeenCalledTimes(1);
    expect(String(warned.mock.calls[0])).toContain('refused by a policy');
    // Also the next one, without another word.
    world.socket.drop();
    pass(5000);
    world.socket.accept();
    expect([world.sockets.length, warned.mock.calls.length]).toEqual([2, 1]);
    expect(workers.length).toBeLessThanOrEqual(1);
    socket.close();
  });

  test('and no WebSocket either, the socket says so', () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    vi.stubGlobal('WebSocket', undefined);
    const socket = createWebSocket(
      'ws://localhost/',
      inWorker(() => {
        throw new Error('none');
      }),
    );
    socket.open();
    vi.unstubAllGlobals();
    expect(socket.getSnapshot()).toMatchObject({ lastError: { code: 'websocket-missing' } });
    socket.close();
  });
});
