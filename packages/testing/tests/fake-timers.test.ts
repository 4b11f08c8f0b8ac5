import * as core from '@towline/core';
import * as testing from '@towline/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';

// ms; a loaded machine is no finding.
vi.setConfig({ testTimeout: 20_000 });

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

type Packages = Pick<typeof core, 'createWebSocket' | 'createLog'> &
  Pick<typeof testing, 'createMockServer'>;

/** Opens, talks both ways, is lost and closes, where `settle` alone lets time pass. */
async function talk(
  { createWebSocket, createLog, createMockServer }: Packages,
  server = createMockServer({ latency: 50 }),
) {
  const socket = createWebSocket('ws://localhost/chat', { environment: server.environment });
  const log = createLog(socket, { limit: 100 });
  log.subscribe(() => {});
  socket.open();
  socket.send('hi');
  await server.settle();
  expect(socket.getSnapshot().status).toBe('open');
  expect(server.received).toEqual(['hi']);
  // The second one has to wait for a frame.
  server.send('hello');
  server.send('again');
  await server.settle();
  expect(log.getSnapshot()).toEqual(['hello', 'again']);
  server.drop();
  await server.settle();
  expect(socket.getSnapshot().lastClose).toMatchObject({ code: 1006 });
  socket.close();
  await server.settle();
  server.reset();
}

const HERE = { ...core, ...testing };

describe('settle', () => {
  test('moves fake timers that were installed before the packages were imported', async () => {
    vi.useFakeTimers();
    vi.resetModules();
    const imported = { ...(await import('@towline/core')), ...(await import('@towline/testing')) };
    expect(imported.createMockServer).not.toBe(testing.createMockServer);
    await talk(imported);
    // The same once they are gone, and there again.
    vi.useRealTimers();
    await talk(imported);
    vi.useFakeTimers();
    await talk(imported);
  });

  test('moves fake timers that were installed after the server was made', async () => {
    const server = testing.createMockServer({ latency: 50 });
    vi.useFakeTimers();
    await talk(HERE, server);
  });

  test.each([
    [['setTimeout', 'clearTimeout']],
    [['setTimeout', 'clearTimeout', 'Date']],
    [['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'queueMicrotask']],
    [['Date']],
    [['Date', 'performance']],
    [['requestAnimationFrame', 'cancelAnimationFrame']],
    [['setInterval', 'setImmediate', 'queueMicrotask']],
  ] as const)('goes on where %j are faked', async (toFake) => {
    vi.useFakeTimers({ toFake: [...toFake] });
    await talk(HERE);
  });

  test('moves them as far as what is under way takes, and hardly further', async () => {
    vi.useFakeTimers();
    const server = testing.createMockServer({ latency: 1000 });
    const socket = core.createWebSocket('ws://localhost/', { environment: server.environment });
    const before = Date.now();
    socket.open();
    await server.settle();
    expect(socket.getSnapshot().status).toBe('open');
    expect(Date.now() - before).toBeGreaterThanOrEqual(2000);
    expect(Date.now() - before).toBeLessThan(2200);
    server.reset();
  });

  // In real time well before a runner ends the test.
  test.each(['fake', 'real'])(
    'rejects where client and server answer each other without an end, in %s time',
    async (time) => {
      if (time === 'fake') vi.useFakeTimers();
      const server = testing.createMockServer({ latency: 20 });
      const raw = new server.WebSocket('ws://localhost/');
      server.reply((message) => message);
      raw.onopen = () => raw.send('again');
      raw.onmessage = ({ data }) => raw.send(data);
      await expect(server.settle()).rejects.toMatchObject({ code: 'never-quiet' });
      server.reset();
    },
  );

  test('waits for a slow talk in real time', async () => {
    // Time goes fast.
    const { setTimeout: real } = globalThis;
    vi.stubGlobal('setTimeout', (callback: () => void, ms = 0) => real(callback, ms / 50));
    const server = testing.createMockServer({ latency: 1000 });
    const raw = new server.WebSocket('ws://localhost/');
    server.reply((message) => message);
    raw.onopen = () => raw.send('');
    raw.onmessage = ({ data }) => data.length < 5 && raw.send(`${data}.`);
    await server.settle();
    expect(server.received).toEqual(['', '.', '..', '...', '....', '.....']);
    server.reset();
  });

  test('works with a manual clock where timers are faked', async () => {
    vi.useFakeTimers();
    const before = Date.now();
    const server = testing.createMockServer({ clock: testing.createManualClock() });
    await talk(HERE, server);
    expect(Date.now()).toBe(before);
  });

  test('waits by real time for what was sent before timers were faked', async () => {
    const server = testing.createMockServer({ latency: 100 });
    const raw = new server.WebSocket('ws://localhost/');
    vi.useFakeTimers();
    const settled = server.settle();
    await settled;
    expect(raw.readyState).toBe(1);
    server.reset();
  });

  test('rejects where what was sent under fake timers is lost with them', async () => {
    vi.useFakeTimers();
    const server = testing.createMockServer();
    new server.WebSocket('ws://localhost/');
    vi.useRealTimers();
    // Time goes fast.
    const { setTimeout: real } = globalThis;
    vi.stubGlobal('setTimeout', (callback: () => void) => real(callback, 0));
    await expect(server.settle()).rejects.toMatchObject({
      name: 'MockServerError',
      code: 'nothing-arrives',
      message: expect.stringContaining('vi.useRealTimers()'),
    });
    server.reset();
    await server.settle();
  });

  test('rejects at once where timers neither go nor can be moved', async () => {
    vi.stubGlobal('setTimeout', () => 0);
    const server = testing.createMockServer();
    new server.WebSocket('ws://localhost/');
    await expect(server.settle()).rejects.toMatchObject({
      name: 'MockServerError',
      code: 'timers-stand-still',
      message: expect.stringContaining('createManualClock()'),
    });
    const manual = testing.createMockServer({ clock: testing.createManualClock() });
    await expect(manual.settle()).rejects.toThrow(testing.MockServerError);
  });

  test('rejects at once where there is nothing to find out by whether stand-ins go', async () => {
    vi.stubGlobal('MessageChannel', undefined);
    vi.spyOn(globalThis, 'setTimeout').mockReturnValue(0 as never);
    await expect(testing.createMockServer().settle()).rejects.toMatchObject({
      code: 'timers-stand-still',
    });
  });

  test('goes on where timers are only watched', async () => {
    const watched = vi.spyOn(globalThis, 'setTimeout');
    await talk(HERE);
    expect(watched).toHaveBeenCalled();
  });
});
