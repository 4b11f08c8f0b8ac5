import {
  createWebSocket,
  heartbeat,
  type TowlineSocket,
  type WebSocketOptions,
} from '@towline/core';
import {
  type FaultProxy,
  type FaultServer,
  startFaultProxy,
  startFaultServer,
} from '@towline/suites/faults';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { listen } from './harness.js';

// What docs/reliability.md says that nobody can promise, shown over real sockets.

let server: FaultServer;
let proxy: FaultProxy;
let socket: TowlineSocket | undefined;

beforeEach(async () => {
  server = await startFaultServer();
  proxy = await startFaultProxy({ port: server.port });
});

afterEach(async () => {
  socket?.close();
  await proxy.stop();
  await server.stop();
});

const beating = () =>
  heartbeat({
    message: 'ping',
    interval: 200,
    // Long for a busy machine: a link that is well must not be left.
    timeout: 2000,
    isAnswer: (message) => message === 'pong',
  });

async function connect(options: WebSocketOptions = {}) {
  socket = createWebSocket(`ws://127.0.0.1:${proxy.port}/`, {
    environment: { WebSocket: WebSocket as never },
    retry: () => 20,
    ...options,
  });
  const log = listen(socket);
  socket.open();
  await wait(() => log.of('open').length).toBe(1);
  return { socket, log };
}

const wait = (look: () => unknown) => expect.poll(look, { timeout: 5000, interval: 10 });

describe('what is not promised', { timeout: 15_000 }, () => {
  test('a message handed to a dying link is sent, and may never arrive', async () => {
    const { socket, log } = await connect({ heartbeat: beating() });
    proxy.links[0]?.halfOpen();
    expect(socket.send('lost')).toBe('sent');
    await wait(() => log.of('open').length).toBe(2);
    // The link was left; that is all there is to tell by.
    expect(socket.getSnapshot().lastClose).toEqual({
      code: 1006,
      reason: '',
      wasClean: false,
      cause: 'heartbeat',
    });
    socket.send('after');
    await wait(() => log.of('message')).toEqual(['after']);
    expect(server.ends.map(({ received }) => received)).toEqual([[], ['after']]);
    expect(log.of('drop')).toEqual([]);
  });

  test('a link that heals after it was left delivers what it held, so that a message sent again is there twice', async () => {
    const { socket, log } = await connect({ heartbeat: beating() });
    const link = proxy.links[0]!;
    link.stall();
    expect(socket.send('order 1')).toBe('sent');
    await wait(() => log.of('open').length).toBe(2);
    socket.send('order 1');
    await wait(() => server.ends[1]?.received).toEqual(['order 1']);
    link.mend();
    await wait(() => server.ends[0]?.received).toEqual(['order 1']);
    // Its answer comes by a link that nobody hears any more.
    expect(log.of('message')).toEqual(['order 1']);
  });

  test('a silent link without a heartbeat is not noticed', async () => {
    const { socket, log } = await connect();
    proxy.halfOpen();
    expect(socket.send('into the silence')).toBe('sent');
    await wait(() => proxy.links[0]!.lost.server).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(socket.getSnapshot().status).toBe('open');
    expect(log.types()).toEqual(['open']);
  });
});
