import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  binary,
  type Codec,
  createWebSocket,
  type Encoded,
  type Environment,
  type RetryPolicy,
  raw,
  type TowlineSocket,
  type WebSocketOptions,
} from '@towline/core';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { listen } from './harness.js';

// The real thing: a server of the package ws on loopback, and its client, which Node 20 lacks.

const environment: Partial<Environment> = { WebSocket: WebSocket as never };
/** Soon, where the close code allows it. */
const retry: RetryPolicy = (_close, _attempt, delay) => delay && 30;

/** Each test puts what it began here; all of it ends with the test. */
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

interface TestServer {
  readonly port: number;
  readonly sockets: WebSocketServer;
  readonly received: string[];
  stop(): Promise<void>;
}

/** An echo server. */
async function serve(port = 0, refuse = false): Promise<TestServer> {
  const http: Server = createServer();
  const sockets = new WebSocketServer({
    server: http,
    verifyClient: () => !refuse,
    handleProtocols: (offered) => (offered.has('chat.v1') ? 'chat.v1' : false),
  });
  const received: string[] = [];
  sockets.on('connection', (client) => {
    client.on('error', () => {});
    client.on('message', (data, isBinary) => {
      received.push(String(data));
      client.send(data, { binary: isBinary });
    });
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  async function stop() {
    for (const client of sockets.clients) client.terminate();
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  }
  cleanups.push(stop);
  return { port: (http.address() as AddressInfo).port, sockets, received, stop };
}

function connectTo(port: number, options: WebSocketOptions = {}) {
  const socket = createWebSocket(`ws://127.0.0.1:${port}/`, { environment, retry, ...options });
  cleanups.push(() => socket.close());
  const log = listen(socket);
  socket.open();
  return { socket, log };
}

/** Resolves when the snapshot has this status; right away where it does already. */
function status(socket: TowlineSocket, wanted: string): Promise<void> {
  return until(
    (check) => socket.subscribe(check),
    () => socket.getSnapshot().status === wanted,
  );
}

/** Resolves when `done`, looked at whenever `watch` calls back. */
function until(watch: (check: () => void) => () => void, done: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    let leave = () => {};
    const check = () => {
      if (!done()) return;
      leave();
      resolve();
    };
    leave = watch(check);
    check();
  });
}

describe('with a real server', { timeout: 8000 }, () => {
  test('opens with the subprotocol it chose, and hears its own words', async () => {
    const server = await serve();
    const { socket, log } = connectTo(server.port, { protocols: ['chat.v2', 'chat.v1'] });
    expect(socket.send('queued')).toBe('queued');
    await status(socket, 'open');
    expect(socket.getSnapshot()).toMatchObject({
      url: `ws://127.0.0.1:${server.port}/`,
      protocol: 'chat.v1',
      readyState: 1,
    });
    expect(socket.send('größe 😀')).toBe('sent');
    await until(
      (check) => socket.on('message', check),
      () => log.of('message').length === 2,
    );
    expect(log.of('message')).toEqual(['queued', 'größe 😀']);
    expect(server.received).toEqual(['queued', 'größe 😀']);
  });

  test('hears a burst in order, and bytes as an ArrayBuffer', async () => {
    const server = await serve();
    server.sockets.on('connection', (client) => {
      client.send(new Uint8Array([1, 2]));
      for (let index = 0; index < 500; index++) client.send(String(index));
    });
    const { socket, log } = connectTo(server.port);
    await until(
      (check) => socket.on('message', check),
      () => log.of('message').length === 500,
    );
    expect(log.of('message')).toEqual(Array.from({ length: 500 }, (_, index) => String(index)));
    expect(log.of('error')).toEqual([
      expect.objectContaining({ code: 'decode-failed', data: expect.any(ArrayBuffer) }),
    ]);
    const [error] = log.of('error');
    expect([...new Uint8Array(error?.data as ArrayBuffer)]).toEqual([1, 2]);
  });

  test('closes with a code and a reason that arrive', async () => {
    const server = await serve();
    const closed = new Promise((resolve) => {
      server.sockets.on('connection', (client) =>
        client.on('close', (code, reason) => resolve([code, String(reason)])),
      );
    });
    const { socket, log } = connectTo(server.port);
    await status(socket, 'open');
    socket.close(4001, 'bye');
    expect(socket.getSnapshot().status).toBe('closing');
    expect(await closed).toEqual([4001, 'bye']);
    await status(socket, 'closed');
    expect(log.of('close')).toEqual([
      { code: 4001, reason: 'bye', wasClean: true, cause: 'client' },
    ]);
  });

  test.each([
    ['astral characters up to the last byte', `${'😀'.repeat(30)}abc`, `${'😀'.repeat(30)}abc`],
    ['halves of pairs, which no wire carries', `${'\ud800'.repeat(41)}`, '\ufffd'.repeat(41)],
  ])('closes with a reason of 123 bytes that arrives whole: %s', async (_kind, reason, arrives) => {
    const server = await serve();
    const closed = new Promise((resolve) => {
      server.sockets.on('connection', (client) =>
        client.on('close', (code, text) => resolve([code, String(text)])),
      );
    });
    const { socket } = connectTo(server.port);
    await status(socket, 'open');
    expect(() => socket.close(4001, `${reason}a`)).toThrow('124 bytes');
    expect(socket.getSnapshot().status).toBe('open');
    socket.close(4001, reason);
    expect(await closed).toEqual([4001, arrives]);
  });

  test('is closed with the server’s own code and reason', async () => {
    const server = await serve();
    server.sockets.on('connection', (client) => client.close(4400, 'not today'));
    const { socket, log } = connectTo(server.port);
    await until(
      (check) => socket.on('close', check),
      () => log.of('close').length > 0,
    );
    expect(socket.getSnapshot()).toMatchObject({ status: 'closed', nextRetry: null });
    expect(log.of('close')).toEqual([
      { code: 4400, reason: 'not today', wasClean: true, cause: 'server' },
    ]);
  });

  test('comes back with the server, and what was sent meanwhile arrives once and in order', async () => {
    const first = await serve();
    const { socket, log } = connectTo(first.port);
    await status(socket, 'open');
    await first.stop();
    await status(socket, 'closed');
    const messages = Array.from({ length: 50 }, (_, index) => String(index));
    for (const message of messages) expect(socket.send(message)).toBe('queued');
    await until(
      (check) => socket.on('close', check),
      () => log.of('close').length >= 3,
    );
    const second = await serve(first.port);
    await until(
      (check) => socket.on('message', check),
      () => log.of('message').length >= 50,
    );
    expect(second.received).toEqual(messages);
    expect(log.of('sent').map(({ message }) => message)).toEqual(messages);
    expect(log.of('message')).toEqual(messages);
    expect(log.of('drop')).toEqual([]);
  });

  test('is refused at the handshake, and goes on trying', async () => {
    const server = await serve(0, true);
    const { socket, log } = connectTo(server.port);
    await until(
      (check) => socket.on('close', check),
      () => log.of('close').length >= 2,
    );
    expect(log.types().slice(0, 4)).toEqual(['error', 'close', 'error', 'close']);
    expect(log.of('error')[0]).toMatchObject({ code: 'connect-failed' });
    expect(log.of('close')[0]).toEqual({
      code: 1006,
      reason: '',
      wasClean: false,
      cause: 'network',
    });
    expect(socket.getSnapshot().reconnecting).toBe(true);
  });

  test('abandoned while it connects leaves nothing behind, and nothing crashes', async () => {
    const server = await serve();
    const connected: WebSocket[] = [];
    server.sockets.on('connection', (client) => connected.push(client));
    const crashes: unknown[] = [];
    const onCrash = (error: unknown) => crashes.push(error);
    process.on('uncaughtExceptionMonitor', onCrash);
    cleanups.push(() => process.off('uncaughtExceptionMonitor', onCrash));

    for (let index = 0; index < 5; index++) connectTo(server.port).socket.close();
    const replaced = connectTo(server.port);
    replaced.socket.reconnect();
    await status(replaced.socket, 'open');
    // A round trip of the last one: whatever the others had on the way has arrived before it.
    replaced.socket.send('a');
    await until(
      (check) => replaced.socket.on('message', check),
      () => replaced.log.of('message').length > 0,
    );
    expect([server.sockets.clients.size, connected.length, crashes]).toEqual([1, 1, []]);
  });

  test('is dropped without a word, and comes back', async () => {
    const server = await serve();
    const { socket, log } = connectTo(server.port);
    await status(socket, 'open');
    for (const client of server.sockets.clients) client.terminate();
    await status(socket, 'closed');
    expect(log.of('close')).toEqual([
      { code: 1006, reason: '', wasClean: false, cause: 'network' },
    ]);
    await status(socket, 'open');
  });
});

describe('a message that is too large, with a real server', { timeout: 8000 }, () => {
  /** Says something that fits, and then this. */
  async function greet(message: string | Uint8Array) {
    const server = await serve();
    const closed = new Promise((resolve) => {
      server.sockets.on('connection', (client) => {
        client.send('hi');
        client.send(message);
        client.send('and more');
        client.on('close', (code) => resolve(code));
      });
    });
    return { server, closed };
  }

  test.each([
    ['text', 'x'.repeat(1001)],
    ['bytes', new Uint8Array(1001)],
  ])('ends the connection, which the server sees cut: %s', async (_kind, message) => {
    const { server, closed } = await greet(message);
    const { socket, log } = connectTo(server.port, {
      maxMessageBytes: 1000,
      codec: raw() as never,
    });
    await until(
      (check) => socket.on('close', check),
      () => log.of('close').length > 0,
    );
    expect(log.types()).toEqual(['open', 'message', 'error', 'close']);
    expect(log.of('error')).toEqual([expect.objectContaining({ code: 'message-too-large' })]);
    expect(socket.getSnapshot()).toMatchObject({ ended: true, lastClose: { cause: 'limit' } });
    // ws can cut it, so that no more of what comes is read.
    expect(await closed).toBe(1006);
    expect(server.sockets.clients.size).toBe(0);
  });

  test('is refused by ws itself over its maxPayload, which mostly reads as a lost connection', async () => {
    const { server, closed } = await greet('x'.repeat(1001));
    const { socket, log } = connectTo(server.port, {
      environment: {
        WebSocket: ((url: string, protocols: string[]) =>
          new WebSocket(url, protocols, { maxPayload: 1000 })) as never,
      },
    });
    await until(
      (check) => socket.on('close', check),
      () => log.of('close').length > 0,
    );
    expect(await closed).toBe(1009);
    // Whether ws still reads the server's answer to its close frame depends on how the bytes fell.
    const [first] = log.of('close');
    expect([1006, 1009]).toContain(first?.code);
    expect(first?.cause).toBe(first?.code === 1009 ? 'server' : 'network');
    expect(log.of('message')).not.toContain('and more');
  });
});

describe('bytes, with a real server', { timeout: 8000 }, () => {
  /** Of every value, and more than a frame's shortest and middle length. */
  const large = new Uint8Array(70_000).map((_, index) => index % 251);
  const all = Uint8Array.from({ length: 256 }, (_, index) => index);

  /** Sends what it is given before and after it is open, and gives what came back. */
  async function echoes<Incoming>(
    codec: Codec<Incoming, Encoded>,
    payloads: readonly Encoded[],
  ): Promise<readonly Incoming[]> {
    const server = await serve();
    const socket = createWebSocket(`ws://127.0.0.1:${server.port}/`, { environment, retry, codec });
    cleanups.push(() => socket.close());
    const heard: Incoming[] = [];
    socket.on('message', (message) => heard.push(message));
    for (const payload of payloads) expect(socket.send(payload)).toBe('queued');
    socket.open();
    await until(
      (check) => socket.subscribe(check),
      () => socket.getSnapshot().status === 'open',
    );
    for (const payload of payloads) expect(socket.send(payload)).toBe('sent');
    await until(
      (check) => socket.on('message', check),
      () => heard.length === payloads.length * 2,
    );
    return heard;
  }

  /** Bytes as texts that differ where they do: toEqual finds all buffers equal. */
  const hex = (bytes: Iterable<number>) => `<${Buffer.from([...bytes]).toString('hex')}>`;

  async function shown(data: string | ArrayBuffer | Blob): Promise<string> {
    if (typeof data === 'string') return data;
    return hex(new Uint8Array(data instanceof Blob ? await data.arrayBuffer() : data));
  }

  test('come back byte for byte, whatever shows them', async () => {
    const payloads = [
      all.buffer,
      all.subarray(3, 9),
      new DataView(all.buffer, 250),
      new Uint16Array(all.buffer, 2, 2),
      new ArrayBuffer(0),
      large,
      Buffer.from([7, 8, 9]),
    ];
    const expected = [
      all,
      [3, 4, 5, 6, 7, 8],
      [250, 251, 252, 253, 254, 255],
      [2, 3, 4, 5],
      [],
      large,
      [7, 8, 9],
    ].map(hex);
    const heard = await echoes(binary() as Codec<ArrayBuffer, Encoded>, payloads);
    expect(await Promise.all(heard.map(shown))).toEqual([...expected, ...expected]);
  });

  test('of Blobs come back byte for byte, beside texts and in order', async () => {
    const payloads = [
      'first',
      new Blob([all, large]),
      'between',
      new Uint8Array([1, 2]),
      new Blob([]),
      new Blob([all.subarray(0, 5)]),
      '',
    ];
    const expected = [
      'first',
      hex([...all, ...large]),
      'between',
      '<0102>',
      '<>',
      '<0001020304>',
      '',
    ];
    const heard = await echoes(raw(), payloads);
    expect(heard.filter((data) => data instanceof ArrayBuffer)).toHaveLength(8);
    expect(await Promise.all(heard.map(shown))).toEqual([...expected, ...expected]);
  });

  test('come as Blobs where that is asked for, beside texts and in order', async () => {
    const payloads = ['a', all, 'b', new Blob([large])];
    const expected = ['a', hex(all), 'b', hex(large)];
    const heard = await echoes(raw({ binaryType: 'blob' }), payloads);
    expect(heard.filter((data) => data instanceof Blob)).toHaveLength(4);
    expect(await Promise.all(heard.map(shown))).toEqual([...expected, ...expected]);
  });
});
