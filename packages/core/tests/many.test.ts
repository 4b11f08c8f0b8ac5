import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createWebSocket, type Environment, messages, whenOpen } from '@towline/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { countedSignal, countListeners } from './counted.js';
import { collectGarbage } from './garbage.js';

// What `npm run soak` does for longer: here only what can be counted.

/** Everything a socket asks of the runtime, counted. */
function countedEnvironment() {
  const timers = new Set<object>();
  const made: WeakRef<WebSocket>[] = [];
  function setTimer(callback: () => void, delay: number) {
    const entry = {};
    timers.add(entry);
    const timer = setTimeout(() => {
      timers.delete(entry);
      callback();
    }, delay);
    return () => {
      timers.delete(entry);
      clearTimeout(timer);
    };
  }
  const environment: Partial<Environment> = {
    WebSocket(url: string, protocols: string[]) {
      const socket = new WebSocket(url, protocols);
      made.push(new WeakRef(socket));
      return socket as never;
    },
    setTimer,
    requestFrame: (callback) => setTimer(callback, 16),
  };
  return {
    environment,
    timers: () => timers.size,
    made: () => made.length,
    inMemory: () => made.filter((reference) => reference.deref()).length,
  };
}

describe('many with a real server', { timeout: 60_000 }, () => {
  let server: WebSocketServer;
  let url = '';

  /** An echo server that knows two words. */
  beforeEach(async () => {
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    server.on('connection', (client) =>
      client.on('message', (data) => {
        const text = String(data);
        if (text === 'cut') client.terminate();
        else if (text === 'close') client.close(1012);
        else client.send(text);
      }),
    );
    await once(server, 'listening');
    url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });

  afterEach(async () => {
    for (const client of server.clients) client.terminate();
    await new Promise((resolve) => server.close(resolve));
  });

  async function close(socket: { close(): void; on: ReturnType<typeof createWebSocket>['on'] }) {
    const closed = new Promise((resolve) => socket.on('close', resolve, { once: true }));
    socket.close();
    await closed;
  }

  test('300 reconnects leave no listener, no timer and no WebSocket behind', async () => {
    const counts = countedEnvironment();
    const kept = countedSignal();
    const socket = createWebSocket(url, {
      environment: counts.environment,
      retry: () => 0,
      prepare: ({ url }) => ({ url }),
    });
    const listeners = countListeners(socket);
    const heard: string[] = [];
    const stop = socket.on('message', (message) => heard.push(message));
    socket.open();
    await whenOpen(socket);
    const atFirst = listeners();
    for (let round = 0; round < 300; round += 1) {
      const iteration = messages(socket, { signal: kept.signal });
      const lost = new Promise<void>((resolve) => {
        const leave = socket.on('close', () => {
          leave();
          resolve();
        });
      });
      if (round % 3 === 0) socket.reconnect();
      else socket.send(round % 3 === 1 ? 'cut' : 'close');
      await lost;
      expect(socket.send(String(round), { signal: kept.signal })).toBe('queued');
      expect(await iteration.next()).toEqual({ done: false, value: String(round) });
      await iteration.return?.();
      expect([listeners(), kept.listeners()]).toEqual([atFirst, 0]);
    }
    expect(heard).toEqual(Array.from({ length: 300 }, (_, round) => String(round)));
    expect(counts.made()).toBe(301);
    stop();
    await close(socket);
    expect([counts.timers(), server.clients.size]).toEqual([0, 0]);
    for (let round = 0; round < 10 && counts.inMemory() > 0; round += 1) await collectGarbage();
    expect(counts.inMemory()).toBe(0);
  });

  test('20,000 messages go each way, in order, none lost and none twice', async () => {
    const counts = countedEnvironment();
    const socket = createWebSocket(url, {
      environment: counts.environment,
      queue: { maxMessages: 20_000 },
    });
    let heard = 0;
    let wrong = 0;
    const all = new Promise<void>((resolve) =>
      socket.on('message', (message) => {
        if (Number(message) !== heard) wrong += 1;
        heard += 1;
        if (heard === 20_000) resolve();
      }),
    );
    // The first half waits for the connection.
    for (let number = 0; number < 10_000; number += 1) socket.send(String(number));
    socket.open();
    await whenOpen(socket);
    for (let number = 10_000; number < 20_000; number += 1) socket.send(String(number));
    await all;
    expect([heard, wrong]).toEqual([20_000, 0]);
    await close(socket);
    expect(counts.timers()).toBe(0);
  });

  test('100 sockets at once each hear their own, and all of them go away again', async () => {
    const counts = countedEnvironment();
    async function meet() {
      const sockets = Array.from({ length: 100 }, () =>
        createWebSocket(url, { environment: counts.environment }),
      );
      const heard = await Promise.all(
        sockets.map((socket, index) => {
          const message = new Promise((resolve) => socket.on('message', resolve));
          socket.send(`mine ${index}`);
          socket.open();
          return message;
        }),
      );
      expect(heard).toEqual(sockets.map((_, index) => `mine ${index}`));
      expect(server.clients.size).toBe(100);
      await Promise.all(sockets.map(close));
      return sockets.map((socket) => new WeakRef(socket));
    }
    const references = await meet();
    expect(counts.timers()).toBe(0);
    for (let round = 0; round < 10 && counts.inMemory() > 0; round += 1) await collectGarbage();
    expect(references.filter((reference) => reference.deref())).toEqual([]);
    expect(counts.inMemory()).toBe(0);
  });
});
