import { createWebSocket } from '@towline/core';
import { createManualClock, createMockServer } from '@towline/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

// ms; a loaded machine is no finding.
const LOADED = { timeout: 10_000 };
vi.setConfig({ testTimeout: 30_000 });

const CHAT = 'ws://localhost/chat';

/** What a WebSocket tells. */
function eventsOf(socket: WebSocket): string[] {
  const events: string[] = [];
  for (const type of ['open', 'message', 'error', 'close'] as const) {
    socket.addEventListener(type, (event) => {
      const { code = '' } = event as Partial<CloseEvent>;
      events.push(`${type} ${code}`.trim());
    });
  }
  return events;
}

describe('reset', () => {
  test.each(['ignore', 'accept'] as const)(
    'ends who is still connecting, with a close event of 1000 (%s)',
    async (handshake) => {
      const server = createMockServer();
      server.handshake = handshake;
      const raw = new server.WebSocket(CHAT);
      const events = eventsOf(raw);
      const socket = createWebSocket(CHAT, { environment: server.environment });
      socket.open();
      if (handshake === 'ignore') await server.settle();
      server.reset();
      await server.settle();
      expect(events).toEqual(['close 1000']);
      expect(raw.readyState).toBe(3);
      expect(socket.getSnapshot()).toMatchObject({
        ended: true,
        nextRetry: null,
        lastClose: { code: 1000, cause: 'server' },
      });
      expect(server.connections).toEqual([]);
    },
  );

  test('ends who is closing', async () => {
    const server = createMockServer();
    const raw = new server.WebSocket(CHAT);
    await server.settle();
    const events = eventsOf(raw);
    server.freeze();
    raw.close();
    server.reset();
    await server.settle();
    expect(events).toEqual(['close 1000']);
  });

  test('knows who waited for a retry when it comes, and ends it', async () => {
    const server = createMockServer();
    const socket = createWebSocket(CHAT, {
      environment: server.environment,
      retry: ({ code }) => (code === 1000 ? null : 40),
    });
    socket.open();
    await server.settle();
    const lost = new Promise((resolve) => socket.on('close', resolve));
    server.drop();
    await lost;
    server.reset();
    await vi.waitFor(() => expect(socket.getSnapshot().ended).toBe(true), LOADED);
    expect(server.connections).toEqual([]);
    // Who is asked to open is no longer one of before.
    socket.open();
    await server.settle();
    expect(socket.getSnapshot().status).toBe('open');
    expect(server.connections).toHaveLength(1);
    server.reset();
    await server.settle();
  });

  test('keeps away who comes back whatever it hears', async () => {
    const server = createMockServer();
    let attempts = 0;
    let latest: WebSocket | undefined;
    function connect(later: (callback: () => void) => void) {
      attempts += 1;
      latest = new server.WebSocket(CHAT);
      latest.onclose = () => later(() => connect(later));
    }
    connect((callback) => callback());
    connect((callback) => setTimeout(callback, 5));
    await server.settle();
    server.reset();
    // One hears that it is over, and once more where it comes back, and then nothing.
    await vi.waitFor(() => expect(attempts).toBe(6), LOADED);
    for (let turns = 0; turns < 5; turns += 1) await server.settle();
    expect(attempts).toBe(6);
    expect(server.connections).toEqual([]);
    // Who gives up hears of it.
    const events = eventsOf(latest as WebSocket);
    latest?.close();
    await vi.waitFor(() => expect(events).toEqual(['error', 'close 1006']), LOADED);
  });

  test.each(['Node', 'a runtime that cannot tell'])(
    'knows who waited by a manual clock, in %s',
    (runtime) => {
      if (runtime !== 'Node') vi.stubGlobal('process', undefined);
      const clock = createManualClock();
      const server = createMockServer({ clock });
      const socket = createWebSocket(CHAT, { environment: server.environment });
      server.handshake = 'refuse';
      socket.open();
      clock.advance(10);
      expect(socket.getSnapshot().nextRetry).not.toBe(null);
      server.reset();
      clock.advance(5000);
      expect(socket.getSnapshot().ended).toBe(true);
      expect(server.connections).toEqual([]);
    },
  );

  test('knows who waited by fake timers, where it has the environment of the server', async () => {
    vi.useFakeTimers();
    const server = createMockServer();
    const socket = createWebSocket(CHAT, { environment: server.environment, retry: () => 1000 });
    socket.open();
    await server.settle();
    server.drop();
    await server.settle();
    server.reset();
    await vi.advanceTimersByTimeAsync(5000);
    expect(server.connections).toEqual([]);
    expect(socket.getSnapshot().status).not.toBe('open');
    socket.close();
  });

  test('keeps nobody away from another server', async () => {
    const [server, other] = [createMockServer(), createMockServer()];
    const raw = new server.WebSocket(CHAT);
    let second: WebSocket | undefined;
    raw.onclose = () => {
      second = new other.WebSocket(CHAT);
    };
    await server.settle();
    server.reset();
    await vi.waitFor(() => expect(second?.readyState).toBe(1), LOADED);
    expect(other.connections).toHaveLength(1);
  });

  test('knows at least who comes back at once, where a runtime cannot tell', async () => {
    vi.stubGlobal('process', undefined);
    const server = createMockServer();
    vi.unstubAllGlobals();
    const made: WebSocket[] = [];
    function connect() {
      const socket = new server.WebSocket(CHAT);
      made.push(socket);
      socket.onclose = connect;
    }
    connect();
    await server.settle();
    server.reset();
    await vi.waitFor(() => expect(made).toHaveLength(3), LOADED);
    expect(server.connections).toEqual([]);
    made.push(new server.WebSocket(CHAT));
    await server.settle();
    expect(server.connections).toHaveLength(1);
  });
});
