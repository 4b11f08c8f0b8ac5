// @vitest-environment node

import { once } from 'node:events';
import { type AddressInfo, Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientOptions, WebSocket } from 'ws';
import { freshPage } from './support/fresh.js';
import { NodeWebSocket } from './support/ws.js';

const servers: Server[] = [];
const clients: WebSocket[] = [];

beforeEach(() => {
  const listen = Server.prototype.listen as (port: number, host: string) => Server;
  // Whatever port a server asks for: one that is free, for this machine alone.
  vi.spyOn(Server.prototype, 'listen').mockImplementation(function (this: Server) {
    servers.push(this);
    return listen.call(this, 0, '127.0.0.1');
  });
});
afterEach(() => {
  for (const client of clients.splice(0)) client.terminate();
  for (const server of servers.splice(0)) server.close();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function connect(
  options: ClientOptions = {},
  path = '/',
  heard: string[] = [],
): Promise<WebSocket> {
  const server = servers[0]!;
  if (!server.listening) await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = new NodeWebSocket(`ws://127.0.0.1:${port}${path}`, options);
  clients.push(client);
  client.on('message', (data) => heard.push(String(data)));
  await once(client, 'open');
  return client;
}

async function answerOf(client: WebSocket): Promise<string> {
  const [data] = await once(client, 'message');
  return String(data);
}

describe.each(['', '-react', '-vue', '-svelte'])('the server of getting-started%s', (page) => {
  it('says what it was told', async () => {
    await freshPage(`docs/getting-started${page}/`)('server.mjs');
    const client = await connect();
    client.send('hello');
    expect(await answerOf(client)).toBe('You said: hello');
  });

  it('speaks the protocol of its page where URLs are relative', async () => {
    await freshPage(`docs/getting-started${page}/`)('server.mjs');
    const heard: string[] = [];
    const client = await connect({}, '/ws/rooms/lobby', heard);
    client.send(JSON.stringify({ type: 'say', text: 'hi' }));
    const joined = { type: 'joined', name: 'you' };
    const said = { type: 'said', id: expect.any(String), text: 'hi' };
    await vi.waitFor(() => expect(heard.map((each) => JSON.parse(each))).toEqual([joined, said]));
  });
});

it('the server of the heartbeat answers pings, and nothing else', async () => {
  await freshPage('docs/heartbeat/')('pong.js');
  const client = await connect();
  client.send('hello');
  client.send('ping');
  expect(await answerOf(client)).toBe('pong');
});

it('the server that pings ends a client that does not answer, and keeps one that does', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  await freshPage('docs/heartbeat/')('ping.js');
  const well = await connect();
  const dead = await connect({ autoPong: false });
  const ended = once(dead, 'close');
  for (let round = 0; round < 2; round += 1) {
    const pinged = once(well, 'ping');
    vi.advanceTimersByTime(30_000);
    await pinged;
    // By the time that another one is open the answer has arrived.
    await connect();
  }
  expect(await ended).toEqual([1006, expect.anything()]);
  expect(well.readyState).toBe(NodeWebSocket.OPEN);
});

it('the server of the security page refuses strangers, and ends those without a token', async () => {
  await freshPage('SECURITY/')('server.js');
  await expect(connect({ origin: 'https://evil.example' })).rejects.toThrow('403');
  const client = await connect({ origin: 'https://example.com' });
  client.send('');
  expect(await once(client, 'close')).toEqual([4401, Buffer.from('refused')]);
});
