import { once } from 'node:events';
import { get } from 'node:http';
import { networkInterfaces } from 'node:os';
import { WebSocket } from 'ws';
import type { MarketState, Opening, ServerMessage } from '../examples/ticker/protocol.ts';
import { createMarket } from '../examples/ticker/server/market.js';
import { createPump } from '../examples/ticker/server/pump.js';
import { expect, test } from './support/ticker.ts';

const OPENING = 201;

test('a market is the same each time', async ({ server }) => {
  const [one, other] = [await connect(server.url), await connect(server.url)];
  for (const { ask } of [one, other]) ask(2000);
  await expect.poll(() => one.messages.length).toBeGreaterThan(1000);
  await expect.poll(() => other.messages.length).toBeGreaterThan(1000);
  const told = ({ messages }: Client) =>
    messages.slice(0, 1000).map((message) => ({ ...message, at: 0, market: '' }));
  expect(told(one)).toEqual(told(other));
  expect(told(one).map(({ number }) => number)).toEqual(
    Array.from({ length: 1000 }, (_, index) => index + 1),
  );
});

test('a book is never crossed', async ({ server }) => {
  const { ask, messages } = await connect(server.url);
  ask(10_000);
  await expect.poll(() => messages.length).toBeGreaterThan(10_000);
  const { bids, asks } = messages[0] as Opening;
  const sides = { bids: new Map(bids), asks: new Map(asks) };
  const crossed: ServerMessage[] = [];
  for (const message of messages) {
    if (message.type !== 'level') continue;
    const { side, price, size } = message;
    if (size === 0) sides[side].delete(price);
    else sides[side].set(price, size);
    if (Math.max(...sides.bids.keys()) >= Math.min(...sides.asks.keys())) crossed.push(message);
  }
  expect(crossed).toEqual([]);
});

test('it says nothing more at a rate of 0', async ({ server }) => {
  const { ask, messages } = await connect(server.url);
  ask(2000);
  await expect.poll(() => messages.length).toBeGreaterThan(OPENING + 50);
  ask(0);
  await expect.poll(async () => (await stateOf(server.url, messages)).perSecond).toBe(0);
  const { number } = await stateOf(server.url, messages);
  await expect.poll(() => messages.length).toBe(number);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await stateOf(server.url, messages)).toMatchObject({ number });
});

test('nothing is made for a client that leaves a mebibyte unread, nor made up for later', async () => {
  const sent: string[] = [];
  const handfuls: number[] = [];
  const socket = { bufferedAmount: 0, send: (text: string) => sent.push(text) };
  let before = 0;
  const stream = {
    cork() {
      before = sent.length;
    },
    uncork: () => handfuls.push(sent.length - before),
  };
  const pump = createPump(socket as never, stream as never, createMarket('m1', 1));
  pump.set(10_000);
  try {
    await expect.poll(() => sent.length).toBeGreaterThan(100);
    socket.bufferedAmount = 1024 * 1024;
    const made = sent.length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(sent).toHaveLength(made);
    socket.bufferedAmount = 0;
    await expect.poll(() => sent.length).toBeGreaterThan(made);
    // As many as a timer that came late makes up for, and not 5,000.
    expect(Math.max(...handfuls)).toBeLessThanOrEqual(1000);
  } finally {
    pump.stop();
  }
});

for (const [what, message] of [
  ['no JSON', 'faster'],
  ['another message', '{"type":"speed","perSecond":1}'],
  ['a rate above 10,000', '{"type":"rate","perSecond":10001}'],
  ['a negative rate', '{"type":"rate","perSecond":-1}'],
  ['half a message', '{"type":"rate","perSecond":0.5}'],
] as const) {
  test(`who asks for ${what} is sent away`, async ({ server }) => {
    const { socket } = await connect(server.url);
    socket.send(message);
    const [code] = await once(socket, 'close');
    expect(code).toBe(4400);
  });
}

test('who asks too often is sent away', async ({ server }) => {
  const { socket, ask } = await connect(server.url);
  for (let count = 0; count < 30; count += 1) ask(1);
  const [code] = await once(socket, 'close');
  expect(code).toBe(4429);
});

test('pages of another origin and too many clients are refused', async ({ server }) => {
  const foreign = new WebSocket(urlOf(server.url), 'ticker.v1', { origin: 'http://other.test' });
  expect(await refusalOf(foreign)).toBe(403);
  await Promise.all(Array.from({ length: 16 }, () => connect(server.url)));
  expect(await refusalOf(new WebSocket(urlOf(server.url), 'ticker.v1'))).toBe(503);
});

test('it listens to this machine alone', async ({ server }) => {
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  // A server of all addresses would answer to the first one, too.
  for (const host of ['127.0.0.2', ...outside.map(({ address }) => address)]) {
    const request = get({ host, port: server.port });
    request.setTimeout(2000, () => request.destroy(new Error('No answer')));
    const [error] = await once(request, 'error');
    expect(error).toBeInstanceOf(Error);
  }
});

interface Client {
  readonly socket: WebSocket;
  readonly messages: readonly ServerMessage[];
  ask(perSecond: number): void;
}

/** Ends with the server, which each test has for itself. */
async function connect(url: string): Promise<Client> {
  const socket = new WebSocket(urlOf(url), 'ticker.v1');
  const messages: ServerMessage[] = [];
  socket.on('message', (data) => messages.push(JSON.parse(String(data))));
  await once(socket, 'open');
  await expect.poll(() => messages.length).toBeGreaterThanOrEqual(OPENING);
  return {
    socket,
    messages,
    ask: (perSecond) => socket.send(JSON.stringify({ type: 'rate', perSecond })),
  };
}

async function stateOf(url: string, [opening]: readonly ServerMessage[]): Promise<MarketState> {
  const response = await fetch(`${url}/markets/${(opening as Opening).market}`);
  return (await response.json()) as MarketState;
}

async function refusalOf(socket: WebSocket): Promise<number> {
  socket.on('error', () => {});
  const [, response] = await once(socket, 'unexpected-response');
  socket.terminate();
  return response.statusCode;
}

function urlOf(url: string): string {
  return `${url.replace('http', 'ws')}/ws/ticker`;
}
