import { expect, type Page, test } from '@playwright/test';
import type { TowlineSocket } from '@towline/core';
import {
  BUNDLERS,
  type Bundler,
  startWorkerPage,
  type WorkerPage,
} from './support/worker-pages.ts';

declare global {
  /** What e2e/worker-page/page.js has. */
  var feed: TowlineSocket<{ n: number }, unknown>;
  var heard: { n: number }[];
}

const MANY = 10_000;

async function inPage(
  page: Page,
  bundler: Bundler,
  policy: string | undefined,
  story: (worker: WorkerPage) => Promise<void>,
) {
  const served = await startWorkerPage(bundler, policy);
  try {
    const errors: string[] = [];
    page.on('pageerror', (error) => {
      // Firefox tells of a policy that works as of an error of the page.
      if (!/Content-Security-Policy/.test(String(error))) errors.push(String(error));
    });
    await page.goto(served.url);
    await page.waitForFunction(() => 'feed' in globalThis);
    await page.evaluate(() => feed.open());
    await expect.poll(() => page.evaluate(() => told)).toEqual(['open']);
    await story(served);
    expect(errors).toEqual([]);
  } finally {
    await served.stop();
  }
}

for (const bundler of BUNDLERS) {
  test(`a socket in a worker works as built by ${bundler}`, async ({ page }) => {
    await inPage(page, bundler, undefined, async ({ sockets, received }) => {
      expect(page.workers()).toHaveLength(1);
      for (let n = 0; n < MANY; n++) sockets[0]?.send(`{"n":${n}}`);
      await expect.poll(() => page.evaluate(() => heard.length)).toBe(MANY);
      expect(await page.evaluate(() => heard.every(({ n }, index) => n === index))).toBe(true);

      await page.evaluate(() => feed.send({ said: 'hi' }));
      await expect.poll(() => received).toEqual(['{"said":"hi"}']);

      sockets[0]?.close(4400, 'enough');
      await expect.poll(() => page.evaluate(() => told)).toEqual(['open', 'close 4400 server']);
      await expect.poll(() => page.workers().length).toBe(0);
    });
  });
}

test('a page that may not have workers has the WebSocket of its own', async ({ page }) => {
  const policy = "default-src 'self'; connect-src *; worker-src 'none'; img-src data:";
  await inPage(page, 'vite', policy, async ({ sockets }) => {
    expect(page.workers()).toHaveLength(0);
    sockets[0]?.send('{"n":1}');
    await expect.poll(() => page.evaluate(() => heard)).toEqual([{ n: 1 }]);
  });
});

test('a connection that is lost comes back with a worker of its own', async ({ page }) => {
  await inPage(page, 'vite', undefined, async ({ sockets }) => {
    sockets[0]?.terminate();
    await expect
      .poll(() => page.evaluate(() => told))
      .toEqual(['open', 'close 1006 network', 'open']);
    expect(page.workers()).toHaveLength(1);
    sockets[1]?.send('{"n":2}');
    await expect.poll(() => page.evaluate(() => heard)).toEqual([{ n: 2 }]);
    await page.evaluate(() => feed.close());
    await expect.poll(() => page.workers().length).toBe(0);
  });
});
