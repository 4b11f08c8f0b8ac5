import { openSocket, statusOf, toldOf } from '../support/core-page.ts';
import { lostBy, test } from '../support/page.ts';
import { expect } from '../support/test.ts';

const INTERVAL = 20_000;
const TIMEOUT = 5000;

test('with a heartbeat, a link that went silent is left in time, and replaced when there is a way', async ({
  page,
  pageServer,
  faultProxy,
}) => {
  await page.clock.install();
  await page.goto('/');
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
  await openSocket(page, {
    url: `ws://127.0.0.1:${faultProxy.port}/ws`,
    heartbeat: { interval: INTERVAL, timeout: TIMEOUT },
    retryDelay: 1000,
  });
  // While the link is well, its pings are answered.
  await page.clock.runFor(INTERVAL);
  await expect.poll(() => page.evaluate(() => socket.getSnapshot().latency)).not.toBeNull();

  faultProxy.halfOpen();
  await page.clock.runFor(INTERVAL);
  await expect.poll(() => lostBy(faultProxy)).toBeGreaterThan(0);
  await page.clock.runFor(TIMEOUT - 1);
  expect(await toldOf(page)).toEqual(['open']);
  await page.clock.runFor(1);
  expect(await toldOf(page)).toEqual(['open', 'close heartbeat']);

  // A handshake into the silence is given up too.
  await page.clock.runFor(1000);
  expect(await statusOf(page)).toBe('connecting');
  await page.clock.runFor(10_000);
  expect(await toldOf(page)).toEqual(['open', 'close heartbeat', 'close timeout']);

  await faultProxy.mend();
  await page.clock.runFor(1000);
  await expect
    .poll(() => toldOf(page))
    .toEqual(['open', 'close heartbeat', 'close timeout', 'open']);
  pageServer.sockets.at(-1)!.send('heard again');
  await expect.poll(() => toldOf(page)).toContain('message heard again');
});

test('without a heartbeat nobody notices a silent link, and reconnect() replaces it', async ({
  page,
  pageServer,
  faultProxy,
}) => {
  await page.clock.install();
  await page.goto('/');
  await openSocket(page, { url: `ws://127.0.0.1:${faultProxy.port}/ws` });

  faultProxy.halfOpen();
  expect(await page.evaluate(() => socket.send('into the silence'))).toBe('sent');
  await expect.poll(() => lostBy(faultProxy)).toBeGreaterThan(0);
  await page.clock.fastForward('01:00:00');
  expect(await statusOf(page)).toBe('open');
  expect(await toldOf(page)).toEqual(['open']);

  await faultProxy.mend();
  await page.evaluate(() => socket.reconnect());
  await expect.poll(() => toldOf(page)).toEqual(['open', 'close client', 'open']);
  expect(pageServer.received[0]).toEqual([]);
});
