import { openSocket, toldOf } from '../support/core-page.ts';
import { test } from '../support/page.ts';
import { startPageServer } from '../support/page-server.ts';
import { expect } from '../support/test.ts';

test.use({ secure: true, ignoreHTTPSErrors: true });

/** This machine. */
const TRUSTED = ['localhost', 'chat.localhost', '127.0.0.1', '127.9.9.9', '[::1]'];
/**
 * Names and a network that are for examples: nobody is there. The local network is not among them: Chromium
 * alone opens that to such a page, when the user allows it.
 */
const OTHERS = ['example.com', 'localhost.example', 'notlocalhost', '192.0.2.1'];

const MESSAGE =
  '"ws://example.com/chat" is not encrypted, and this page came by https: browsers refuse that. Use wss://, or a relative URL.';

test.describe('a page that came by https', () => {
  test('opens no ws: to another machine, and says why before anything is opened', async ({
    page,
  }) => {
    await page.goto('/');
    const result = await page.evaluate(async () => {
      const { createWebSocket } = await loadCore();
      let opened = 0;
      globalThis.WebSocket = class extends WebSocket {
        constructor(url: string | URL, protocols?: string | string[]) {
          opened += 1;
          super(url, protocols);
        }
      };
      const made = createWebSocket('ws://example.com/chat');
      const errors: unknown[] = [];
      made.on('error', ({ code, message }) => errors.push(code, message));
      const before = made.getSnapshot();
      try {
        made.open();
      } catch (error) {
        const { code, message } = error as { code: string; message: string };
        errors.push(code, message);
      }
      const unchanged = made.getSnapshot() === before;
      // What a hook does in a component, which must not throw.
      made.retain();
      const { ended, nextRetry, lastError } = made.getSnapshot();
      return { opened, errors, unchanged, ended, nextRetry, last: lastError?.code };
    });
    expect(result).toEqual({
      opened: 0,
      errors: ['insecure-url', MESSAGE, 'insecure-url', MESSAGE],
      unchanged: true,
      ended: true,
      nextRetry: null,
      last: 'insecure-url',
    });
  });

  test('has wss: for a relative URL', async ({ page, pageServer }) => {
    await page.goto('/');
    await openSocket(page);
    const url = await page.evaluate(() => socket.getSnapshot().url);
    expect(url).toBe(`wss://localhost:${pageServer.port}/ws`);
  });

  test('opens ws: to the machine itself, as browsers do', async ({ page }) => {
    const plain = await startPageServer();
    try {
      await page.goto('/');
      await openSocket(page, { url: `ws://localhost:${plain.port}/ws` });
      plain.sockets[0]!.send('not encrypted');
      await expect.poll(() => toldOf(page)).toEqual(['open', 'message not encrypted']);
    } finally {
      await plain.stop();
    }
  });

  test('is refused what each browser would refuse, and not what each would open', async ({
    page,
  }) => {
    await page.goto('/');
    const verdicts = await page.evaluate(
      async (hosts) => {
        const { createWebSocket } = await loadCore();
        const refuses = (open: () => { close(): void }) => {
          try {
            open().close();
            return false;
          } catch {
            return true;
          }
        };
        return hosts.map((host) => {
          // A port where nobody listens.
          const url = `ws://${host}:9/`;
          const made = createWebSocket(url);
          const ours = refuses(() => {
            made.open();
            return made;
          });
          return { host, ours, browsers: refuses(() => new WebSocket(url)) };
        });
      },
      [...TRUSTED, ...OTHERS],
    );
    expect(verdicts).toEqual([
      ...TRUSTED.map((host) => ({ host, ours: false, browsers: false })),
      ...OTHERS.map((host) => ({ host, ours: true, browsers: true })),
    ]);
  });
});
