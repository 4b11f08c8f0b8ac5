import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import {
  createMessagesView,
  createWebSocket,
  messages,
  type TowlineSocket,
  type WebSocketOptions,
} from '@towline/core';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { collectGarbage } from './garbage.js';
import { watchRejections } from './rejections.js';

// Hostile servers on loopback, with the client of the package ws.

watchRejections();

const MB = 1_000_000;
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A server that does this to each client. */
async function serve(harm: (client: WebSocket) => void): Promise<number> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (client) => {
    client.on('error', () => {});
    harm(client);
  });
  await new Promise((resolve) => server.once('listening', resolve));
  cleanups.push(() => {
    for (const client of server.clients) client.terminate();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

function connectTo(port: number, options: WebSocketOptions = {}): TowlineSocket {
  const socket = createWebSocket(`ws://127.0.0.1:${port}/`, {
    environment: { WebSocket: WebSocket as never },
    retry: false,
    ...options,
  });
  cleanups.push(() => socket.close());
  socket.open();
  return socket;
}

/** The next event of this kind. */
const next = <Type extends 'open' | 'close' | 'error' | 'message'>(
  socket: TowlineSocket,
  type: Type,
) => new Promise<unknown>((resolve) => socket.on(type, resolve, { once: true }));

/** How many bytes of heap and buffers remain of some work. */
async function keptBy(work: () => Promise<unknown>): Promise<number> {
  await collectGarbage();
  const used = () => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = used();
  await work();
  await collectGarbage();
  return used() - before;
}

describe('a message of 100 MB', { timeout: 60_000 }, () => {
  const huge = Buffer.alloc(100 * MB, 'x');

  test('is taken in whole by the platform; a limit keeps it from everything after, and nothing of it stays', async () => {
    const port = await serve((client) => client.send(huge, { binary: false }));
    let heard = 0;
    const kept = await keptBy(async () => {
      const socket = connectTo(port, { maxMessageBytes: MB });
      socket.on('message', () => {
        heard += 1;
      });
      expect(await next(socket, 'error')).toMatchObject({ code: 'message-too-large' });
      expect(socket.getSnapshot()).toMatchObject({ ended: true, lastClose: { cause: 'limit' } });
    });
    expect(heard).toBe(0);
    expect(kept).toBeLessThan(20 * MB);
  });

  test('is a message like any other without one, and is kept as the last one that was shown', async () => {
    const port = await serve((client) => client.send(huge, { binary: false }));
    let length = 0;
    const kept = await keptBy(async () => {
      const socket = connectTo(port);
      await next(socket, 'message');
      length = socket.lastMessage.getSnapshot()?.length ?? 0;
      socket.close();
    });
    expect(length).toBe(100 * MB);
    expect(kept).toBeGreaterThan(90 * MB);
  });
});

describe('a flood of 100,000 messages of 1 kB', { timeout: 60_000 }, () => {
  const FLOOD = 100_000;

  test('reaches a slow consumer in order, and leaves no more than the limits in memory', async () => {
    const filler = 'x'.repeat(990);
    const port = await serve((client) => {
      for (let index = 0; index < FLOOD; index++) client.send(`${index} ${filler}`);
      client.close(1000);
    });
    let heard = 0;
    let inOrder = true;
    let failed: unknown;
    let shown: readonly string[] = [];
    const kept = await keptBy(async () => {
      const socket = connectTo(port);
      socket.on('message', (message) => {
        inOrder &&= Number.parseInt(message, 10) === heard;
        heard += 1;
      });
      const view = createMessagesView(socket, 100);
      view.subscribe(() => {
        // Slow to render.
        for (const until = performance.now() + 5; performance.now() < until; );
      });
      // Reads one in a turn of the event loop: it falls behind.
      const lagging = (async () => {
        for await (const _ of messages(socket, { limit: 1000 })) {
          await new Promise((resolve) => setImmediate(resolve));
        }
      })().catch((error) => {
        failed = error;
      });
      await next(socket, 'close');
      await lagging;
      shown = view.getSnapshot();
    });
    expect([heard, inOrder, shown.length]).toEqual([FLOOD, true, 100]);
    expect(failed).toMatchObject({ code: 'iterator-overflow' });
    expect(kept).toBeLessThan(20 * MB);
  });
});

describe('a server that is none', { timeout: 20_000 }, () => {
  /** Answers each connection with this. */
  async function serveRaw(answer: (socket: Socket) => void): Promise<number> {
    const server: Server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => answer(socket));
      cleanups.push(() => socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanups.push(() => new Promise((resolve) => server.close(resolve)));
    return (server.address() as AddressInfo).port;
  }

  test.each([
    ['garbage', (socket: Socket) => socket.end(Buffer.alloc(1000, 0xff))],
    ['an endless header', (socket: Socket) => socket.write(`HTTP/1.1 101 ${'x'.repeat(100_000)}`)],
    ['another protocol', (socket: Socket) => socket.end('220 mail.invalid ESMTP\r\n')],
    ['nothing but an end', (socket: Socket) => socket.end()],
  ])('and answers with %s is a connection that could not be made', async (_what, answer) => {
    const port = await serveRaw(answer);
    const socket = connectTo(port, { connectTimeout: 2000 });
    const error = next(socket, 'error');
    const close = next(socket, 'close');
    expect(await error).toMatchObject({ code: expect.stringMatching(/^connect-/) });
    expect(await close).toMatchObject({ code: 1006, wasClean: false });
    expect(socket.getSnapshot()).toMatchObject({ ended: true, status: 'closed' });
  });
});
