import { createWebSocket, json } from '@towline/core';
import { createManualClock, createMockServer } from '@towline/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';

// ms; a loaded machine is no finding.
vi.setConfig({ testTimeout: 20_000 });

type Client = { readonly type: 'say'; readonly text: string };
type Server = { readonly type: 'said'; readonly text: string };

const URL_A = 'ws://localhost/chat';

function openWith(server: Pick<ReturnType<typeof createMockServer>, 'environment'>) {
  const socket = createWebSocket(URL_A, { environment: server.environment, linger: 0 });
  socket.open();
  return socket;
}

describe('a mock server', () => {
  test('gives its connections one by one, also those that came before they were asked for', async () => {
    const server = createMockServer();
    const sockets = [openWith(server), openWith(server)];
    await server.settle();
    const first = await server.connected();
    const second = await server.connected();
    expect(server.connections).toEqual([first, second]);
    const third = server.connected();
    sockets.push(openWith(server));
    expect(await third).toBe(server.connections[2]);
    for (const socket of sockets) socket.close();
    await server.settle();
  });

  test('speaks in messages, by its codec', async () => {
    const server = createMockServer({ codec: json<Client, Server>() });
    const socket = createWebSocket(URL_A, {
      environment: server.environment,
      codec: json<Server, Client>(),
    });
    const heard: Server[] = [];
    socket.on('message', (message) => heard.push(message));
    socket.open();
    socket.send({ type: 'say', text: 'hi' });
    await server.settle();
    expect(server.received).toEqual([{ type: 'say', text: 'hi' }]);
    server.send({ type: 'said', text: 'hello' });
    await server.settle();
    expect(heard).toEqual([{ type: 'said', text: 'hello' }]);
    socket.close();
    await server.settle();
  });

  test('answers what comes, until it is told to stop', async () => {
    const server = createMockServer();
    const stop = server.reply((message) => (message === 'ping' ? 'pong' : undefined));
    const socket = openWith(server);
    const heard: string[] = [];
    socket.on('message', (message) => heard.push(message));
    socket.send('ping');
    socket.send('hello');
    await server.settle();
    expect(heard).toEqual(['pong']);
    stop();
    socket.send('ping');
    await server.settle();
    expect(heard).toEqual(['pong']);
    const [connection] = server.connections;
    connection?.reply(() => 'from this one');
    socket.send('?');
    await server.settle();
    expect(heard).toEqual(['pong', 'from this one']);
    socket.close();
    await server.settle();
  });

  test('lets a connection be read to its end', async () => {
    const server = createMockServer();
    const socket = openWith(server);
    for (const text of ['a', 'b', 'c']) socket.send(text);
    const connection = await server.connected();
    expect(await connection.next()).toBe('a');
    const rest: unknown[] = [];
    const reading = (async () => {
      for await (const message of connection) rest.push(message);
    })();
    await server.settle();
    socket.close(3000, 'done');
    await reading;
    expect(rest).toEqual(['b', 'c']);
    await expect(connection.next()).rejects.toMatchObject({
      name: 'MockServerError',
      code: 'connection-ended',
      message: expect.stringContaining('The connection ended with 3000'),
    });
    await expect(connection.closed).resolves.toEqual({
      code: 3000,
      reason: 'done',
      wasClean: true,
    });
    expect(connection.readyState).toBe(3);
  });

  test('says how a connection was lost that somebody waits for', async () => {
    const server = createMockServer();
    const socket = openWith(server);
    const connection = await server.connected();
    const next = connection.next();
    connection.drop();
    await expect(next).rejects.toThrow('without a word');
    socket.close();
    await server.settle();
  });

  test('takes its latency each way', () => {
    const clock = createManualClock();
    const server = createMockServer({ clock, latency: 100 });
    const socket = openWith(server);
    clock.advance(199);
    expect(socket.getSnapshot().status).toBe('connecting');
    clock.advance(1);
    expect(socket.getSnapshot().status).toBe('open');
    socket.send('slow');
    server.latency = 1;
    socket.send('not before it');
    clock.advance(1);
    expect(server.received).toEqual([]);
    clock.advance(99);
    expect(server.received).toEqual(['slow', 'not before it']);
    socket.close();
    clock.advance(1000);
  });

  test('is waited for as long as something arrives', async () => {
    const server = createMockServer({ clock: createManualClock(), latency: 3000 });
    const socket = openWith(server);
    await server.settle();
    expect(socket.getSnapshot().status).toBe('open');
    socket.close();
    await server.settle();
    expect(socket.getSnapshot().status).toBe('closed');
  });

  test('is waited for where what was shown in the last frame has its answer within it', async () => {
    const clock = createManualClock();
    const server = createMockServer({ clock });
    server.reply((message) => message);
    const raw = new server.WebSocket(URL_A);
    const shown: string[] = [];
    raw.onopen = () => raw.send('1');
    raw.onmessage = ({ data }) =>
      clock.environment.requestFrame(() => {
        shown.push(data);
        if (data < 5) raw.send(`${Number(data) + 1}`);
      });
    await server.settle();
    expect(shown).toEqual(['1', '2', '3', '4', '5']);
  });

  test('lets what is behind a message that it cannot take arrive', () => {
    const clock = createManualClock();
    const server = createMockServer({ clock, codec: json<Client, Server>() });
    const socket = openWith(server);
    clock.advance(10);
    socket.send('no JSON');
    socket.send('{"type":"say","text":"hi"}');
    expect(() => clock.advance(10)).toThrow(SyntaxError);
    clock.advance(10);
    expect(server.received).toEqual([{ type: 'say', text: 'hi' }]);
    socket.close();
    clock.advance(100);
  });

  test('freezes: nothing arrives and nobody is told, until it thaws', () => {
    const clock = createManualClock();
    const server = createMockServer({ clock });
    const socket = openWith(server);
    clock.advance(10);
    server.freeze();
    socket.send('up');
    server.send('down');
    clock.advance(60_000);
    expect(server.received).toEqual([]);
    expect(socket.getSnapshot().status).toBe('open');
    const heard: string[] = [];
    socket.on('message', (message) => heard.push(message));
    server.thaw();
    expect([server.received, heard]).toEqual([['up'], ['down']]);
    socket.close();
    clock.advance(1000);
  });

  test('freezes handshakes too', () => {
    const clock = createManualClock();
    const server = createMockServer({ clock });
    server.freeze();
    const socket = openWith(server);
    clock.advance(5000);
    expect(server.connections).toEqual([]);
    server.thaw();
    clock.advance(10);
    expect(socket.getSnapshot().status).toBe('open');
    socket.close();
    clock.advance(1000);
  });

  test('is left and found again as the retry policy says, where the test moves the clock', () => {
    const clock = createManualClock();
    const server = createMockServer({ clock });
    const socket = createWebSocket(URL_A, { environment: server.environment, retry: () => 3000 });
    socket.open();
    clock.advance(10);
    server.drop();
    clock.advance(10);
    expect(socket.getSnapshot()).toMatchObject({ status: 'closed', reconnecting: true });
    clock.advance(2900);
    expect(server.connections).toHaveLength(1);
    clock.advance(200);
    expect(server.connections).toHaveLength(2);
    expect(socket.getSnapshot().status).toBe('open');
    socket.close();
    clock.advance(1000);
  });
});

describe('install', () => {
  const server = createMockServer();
  afterEach(() => server.reset());

  test('takes the place of the global class, and gives it back', async () => {
    const before = globalThis.WebSocket;
    const giveBack = server.install();
    expect(globalThis.WebSocket).toBe(server.WebSocket);
    const socket = createWebSocket(URL_A);
    socket.open();
    await server.settle();
    expect(socket.getSnapshot().status).toBe('open');
    socket.close();
    await server.settle();
    giveBack();
    expect(globalThis.WebSocket).toBe(before);
    giveBack();
    expect('WebSocket' in globalThis).toBe(before !== undefined);
  });

  test('gives back what was there, whoever leaves first', () => {
    const before = globalThis.WebSocket;
    const other = createMockServer();
    const leave = server.install();
    other.install();
    leave();
    expect(globalThis.WebSocket).toBe(other.WebSocket);
    server.install();
    leave();
    expect(globalThis.WebSocket).toBe(server.WebSocket);
    other.reset();
    server.reset();
    expect(globalThis.WebSocket).toBe(before);
  });

  test('is undone by reset, which forgets all', async () => {
    const before = globalThis.WebSocket;
    server.install();
    const socket = createWebSocket(URL_A);
    socket.open();
    socket.send('a');
    await server.settle();
    const [connection] = server.connections;
    server.reply(() => 'b');
    server.handshake = 'refuse';
    server.latency = 5;
    server.freeze();
    await server.connected();
    const next = expect(server.connected()).rejects.toMatchObject({ code: 'server-reset' });
    server.reset();
    await next;
    expect(globalThis.WebSocket).toBe(before);
    expect(server).toMatchObject({
      connections: [],
      received: [],
      handshake: 'accept',
      latency: 0,
      busy: false,
    });
    await expect(connection?.closed).resolves.toMatchObject({ code: 1000 });
    await vi.waitFor(() => expect(socket.getSnapshot().ended).toBe(true), { timeout: 10_000 });
  });
});
