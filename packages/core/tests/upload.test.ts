import type { AddressInfo } from 'node:net';
import { createWebSocket, drained, type Environment, raw } from '@towline/core';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';

// 50 MB in pieces, and a chat, over one real connection.

const environment: Partial<Environment> = { WebSocket: WebSocket as never };

const PIECE = 65_536;
const PIECES = 763;
/** Bytes. */
const MARK = 262_144;

test('an upload of 50 MB in pieces leaves the messages of a chat their turn', {
  timeout: 60_000,
}, async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const arrived: string[] = [];
  server.on('connection', (client) => {
    client.on('message', (data, isBinary) => arrived.push(isBinary ? '' : String(data)));
  });
  await new Promise((resolve) => server.on('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const socket = createWebSocket(`ws://127.0.0.1:${port}/`, {
    environment,
    codec: raw(),
    queue: { highWaterMark: MARK, maxBytes: 4 * 1_048_576 },
  });
  const drops: string[] = [];
  socket.on('drop', ({ reason }) => drops.push(reason));
  socket.open();

  const piece = new ArrayBuffer(PIECE);
  /** How many pieces were handed over when each message of the chat was. */
  const handed: number[] = [];
  for (let index = 0; index < PIECES; index += 1) {
    // The queue has room for more than a mark: what waits there is what the chat goes before.
    await drained(socket, { below: 2 * 1_048_576 });
    socket.send(piece, { priority: 'low' });
    if (index % 75 === 50) {
      handed.push(index + 1);
      socket.send(`chat ${handed.length}`);
    }
  }
  await drained(socket);
  const waitFor = async (count: number) => {
    while (arrived.length < count) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  await waitFor(PIECES + handed.length);

  expect(drops).toEqual([]);
  const chat = arrived.flatMap((text, index) => (text ? [{ text, index }] : []));
  expect(chat.map(({ text }) => text)).toEqual(handed.map((_, index) => `chat ${index + 1}`));
  // All pieces that were sent before it, but for those that it went before.
  const overtaken = chat.map(({ index }, message) => (handed[message] ?? 0) - (index - message));
  // Most of what the queue holds: 2 MiB are 32 pieces, and the mark is 4.
  expect(Math.max(...overtaken)).toBeGreaterThan(16);
  for (const count of overtaken) expect(count).toBeGreaterThanOrEqual(0);

  socket.close();
  await new Promise((resolve) => server.close(resolve));
});
