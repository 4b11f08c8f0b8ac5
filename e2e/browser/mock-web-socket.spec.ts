import type { MockServer } from '@towline/testing';
import { test } from '../support/page.ts';
import { expect } from '../support/test.ts';
import { addTesting } from '../support/testing-page.ts';

declare global {
  var server: MockServer;
  var native: WebSocket;
  var mock: WebSocket;
  var natively: string[];
  var mocked: string[];
}

test.beforeEach(async ({ page }) => {
  await page.goto('/');
  await addTesting(page);
});

test("a mock server's WebSocket tells what the browser's own tells", async ({
  page,
  pageServer,
}) => {
  await page.evaluate(() => {
    const url = `ws://${location.host}/ws`;
    native = new WebSocket(url, ['v1', 'v2']);
    natively = record(native);
    server = towline.createMockServer();
    server.install();
    mock = new WebSocket(url, ['v1', 'v2']);
    mocked = record(mock);
  });
  await expect.poll(() => page.evaluate(() => native.readyState)).toBe(1);
  const [socket] = pageServer.sockets;
  for (const binary of [false, true]) {
    await page.evaluate((buffers) => {
      for (const each of [native, mock]) if (buffers) each.binaryType = 'arraybuffer';
    }, binary);
    socket!.send('text');
    socket!.send(Buffer.from([0, 1, 255]));
    await page.evaluate(() => {
      server.send('text');
      // Both ways to give bytes.
      const bytes = new Uint8Array([0, 1, 255]);
      server.send(mock.binaryType === 'blob' ? bytes.buffer : new Blob([bytes]));
    });
    const count = binary ? 10 : 6;
    await expect.poll(() => page.evaluate(() => natively.length)).toBe(count);
    await page.evaluate(() => server.settle());
  }
  const [sent, states] = await page.evaluate(async () => {
    for (const each of [native, mock]) {
      each.send('up');
      each.send(new Blob(['blob']));
      each.send(new Uint8Array([1, 2]).subarray(1));
    }
    await server.settle();
    const texts = server.received.map((each) =>
      typeof each === 'string' ? each : new TextDecoder().decode(each as ArrayBuffer),
    );
    const fields = ({ url, protocol, extensions, readyState, binaryType }: WebSocket) =>
      JSON.stringify({ url, protocol, extensions, readyState, binaryType });
    return [texts, [fields(native), fields(mock)]] as const;
  });
  await expect.poll(() => pageServer.received[0]).toEqual(sent);
  expect(sent).toEqual(['up', 'blob', '\u0002']);
  expect(states[1]).toBe(states[0]);

  socket!.close(4001, 'off');
  await page.evaluate(async () => {
    server.close(4001, 'off');
    await server.settle();
  });
  await expect.poll(() => page.evaluate(() => natively.at(-1))).toContain('4001');
  const told = await page.evaluate(() => [natively, mocked]);
  expect(told[1]).toEqual(told[0]);
  expect(told[1]).toHaveLength(12);
});

test('a handshake that fails, and what must not be, are the same as of the browser', async ({
  page,
  pageServer,
}) => {
  pageServer.accepting = false;
  const [natives, mocks] = await page.evaluate(async () => {
    server = towline.createMockServer();
    server.handshake = 'refuse';
    const nameOf = (run: () => unknown) => {
      try {
        run();
      } catch (error) {
        return `${error instanceof DOMException} ${(error as DOMException).name}`;
      }
      return 'nothing';
    };
    const logOf = async (Class: typeof WebSocket) => {
      const names = [
        nameOf(() => new Class('ftp://localhost')),
        nameOf(() => new Class('/ws#fragment')),
        nameOf(() => new Class('/ws', ['a', 'a'])),
      ];
      const socket = new Class('/ws');
      const told = record(socket);
      names.push(
        nameOf(() => socket.send('early')),
        nameOf(() => socket.close(1001)),
        nameOf(() => socket.close(1000, 'ä'.repeat(62))),
      );
      const closed = new Promise((resolve) => socket.addEventListener('close', resolve));
      await closed;
      const late = new Class('ws://localhost:9/');
      const gaveUp = record(late);
      late.close();
      await new Promise((resolve) => late.addEventListener('close', resolve));
      return { names, url: socket.url, told, gaveUp };
    };
    return [await logOf(WebSocket), await logOf(server.WebSocket)];
  });
  expect(mocks).toEqual(natives);
});

test('Towline lives through what a mock server does, and reset gives the browser its own back', async ({
  page,
  pageServer,
}) => {
  const seen = await page.evaluate(async () => {
    const own = WebSocket;
    const mockServer = towline.createMockServer({ latency: 5 });
    mockServer.install();
    const chat = towline.createWebSocket('/chat', {
      protocols: ['v1'],
      retry: ({ cause }) => (cause === 'server' ? null : 20),
    });
    const seen: unknown[] = [];
    const note = (what: unknown) => seen.push(what);
    chat.on('message', note);
    chat.on('close', ({ code, cause }) => note(`${code} ${cause}`));
    chat.open();
    chat.send('queued');
    await mockServer.settle();
    note(chat.getSnapshot().protocol);
    note([...mockServer.received]);

    mockServer.freeze();
    mockServer.send('held');
    await mockServer.settle();
    note('frozen');
    mockServer.thaw();
    await mockServer.settle();

    mockServer.handshake = 'refuse';
    mockServer.drop();
    await mockServer.settle();
    note(chat.getSnapshot().reconnecting);
    mockServer.handshake = 'accept';
    while (chat.getSnapshot().status !== 'open') await mockServer.settle();
    note(mockServer.connections.length);

    mockServer.reset();
    note(WebSocket === own);
    await mockServer.settle();
    note(chat.getSnapshot().ended);
    return seen;
  });
  const refused = seen.filter((each) => each === '1006 network').length;
  expect(refused).toBeGreaterThanOrEqual(1);
  expect(seen.filter((each) => each !== '1006 network')).toEqual([
    'v1',
    ['queued'],
    'frozen',
    'held',
    true,
    2,
    true,
    '1000 server',
    true,
  ]);
  // The network again.
  await page.evaluate(() => {
    native = new WebSocket(`ws://${location.host}/ws`);
  });
  await expect.poll(() => pageServer.sockets.length).toBe(1);
});

test('who waits for a retry when the server is reset is none of its next connections', async ({
  page,
}) => {
  const seen = await page.evaluate(async () => {
    const mockServer = towline.createMockServer();
    const { environment } = mockServer;
    const waiting = towline.createWebSocket('/chat', { environment, retry: () => 50 });
    waiting.open();
    await mockServer.settle();
    const lost = new Promise((resolve) => waiting.on('close', resolve));
    mockServer.drop();
    await lost;
    mockServer.reset();
    const told = new Promise<number>((resolve) => {
      waiting.on('close', ({ code }) => resolve(code));
    });
    const next = towline.createWebSocket('/chat', { environment });
    next.open();
    const code = await told;
    await mockServer.settle();
    return { code, connections: mockServer.connections.length, next: next.readyState };
  });
  expect(seen).toEqual({ code: 1000, connections: 1, next: 1 });
});
