import type { BrowserContext, Page } from '@playwright/test';
import { LONG, openSocket, statusOf, toldOf, waitLong } from '../support/core-page.ts';
import { test } from '../support/page.ts';
import { expect } from '../support/test.ts';

const HEARTBEAT = { interval: 20_000, timeout: 5000 };

const snapshotOf = (page: Page) => page.evaluate(() => socket.getSnapshot());

async function goOffline(context: BrowserContext, page: Page) {
  await context.setOffline(true);
  await expect.poll(() => page.evaluate(() => navigator.onLine)).toBe(false);
}

test('a connection that waits waits longer while the network is gone, and tries at once when it is back', async ({
  page,
  context,
  pageServer,
}) => {
  await page.goto('/');
  await waitLong(page, pageServer, { retryDelay: 29_000 });
  await goOffline(context, page);
  pageServer.accepting = true;
  const { status, nextRetry } = await snapshotOf(page);
  expect([status, nextRetry?.delay]).toEqual(['closed', 30_000]);

  await context.setOffline(false);
  await expect.poll(() => toldOf(page)).toEqual(['close network', 'open']);
});

test('an open connection stays open through a short cut, and each message gets through once', async ({
  page,
  context,
  pageServer,
}) => {
  await page.goto('/');
  await openSocket(page);
  await goOffline(context, page);
  expect(await page.evaluate(() => socket.send('said offline'))).toBe('sent');
  pageServer.sockets[0]!.send('heard offline');
  const { status, reconnecting, queued, lastClose } = await snapshotOf(page);
  expect({ status, reconnecting, queued, lastClose }).toEqual({
    status: 'open',
    reconnecting: false,
    queued: 0,
    lastClose: null,
  });

  await context.setOffline(false);
  await page.evaluate(() => socket.send('said after'));
  await expect.poll(() => pageServer.received).toEqual([['said offline', 'said after']]);
  pageServer.sockets[0]!.send('heard after');
  await expect
    .poll(() => toldOf(page))
    .toEqual(['open', 'message heard offline', 'message heard after']);
});

test('what is sent while there is no connection and no network is sent once there are both, in order', async ({
  page,
  context,
  pageServer,
}) => {
  await page.goto('/');
  await openSocket(page);
  await goOffline(context, page);
  await page.evaluate(() => {
    socket.reconnect();
    for (const message of ['one', 'two', 'three']) told.push(socket.send(message));
  });
  await expect.poll(() => toldOf(page)).toContain('close network');
  const { status, reconnecting, queued, nextRetry } = await snapshotOf(page);
  // Without a network it waits for as long as the backoff ever does.
  expect({ status, reconnecting, queued, delay: nextRetry?.delay }).toEqual({
    status: 'closed',
    reconnecting: true,
    queued: 3,
    delay: 30_000,
  });

  await context.setOffline(false);
  await expect
    .poll(() => toldOf(page))
    .toEqual([
      ...['open', 'close client', 'queued', 'queued', 'queued', 'close network'],
      ...['open', 'sent one', 'sent two', 'sent three'],
    ]);
  await expect.poll(() => pageServer.received).toEqual([[], ['one', 'two', 'three']]);
});

test.describe('with a heartbeat', () => {
  test.beforeEach(async ({ page, faultProxy }) => {
    await page.clock.install();
    await page.goto('/');
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
    await openSocket(page, {
      url: `ws://127.0.0.1:${faultProxy.port}/ws`,
      heartbeat: HEARTBEAT,
      retryDelay: LONG,
    });
  });

  test('a healthy connection stays open through a cut that is shorter than the timeout', async ({
    page,
    context,
    pageServer,
  }) => {
    await goOffline(context, page);
    await page.clock.runFor(HEARTBEAT.interval);
    await page.clock.runFor(HEARTBEAT.timeout - 1);
    await context.setOffline(false);
    await expect.poll(() => page.evaluate(() => socket.getSnapshot().latency)).not.toBeNull();
    await page.clock.runFor(HEARTBEAT.timeout);
    expect([await statusOf(page), pageServer.sockets.length]).toEqual(['open', 1]);
  });

  test('a dead one is left in time, and what is sent from then on arrives when the network is back', async ({
    page,
    context,
    pageServer,
    faultProxy,
  }) => {
    await goOffline(context, page);
    faultProxy.halfOpen();
    await page.clock.runFor(HEARTBEAT.interval);
    await page.clock.runFor(HEARTBEAT.timeout - 1);
    expect(await statusOf(page)).toBe('open');
    await page.clock.runFor(1);
    expect(await toldOf(page)).toEqual(['open', 'close heartbeat']);
    expect(await page.evaluate(() => socket.send('one') + socket.send('two'))).toBe('queuedqueued');
    expect(await page.evaluate(() => socket.queued)).toBe(2);
    const { status, reconnecting, nextRetry, lastClose } = await snapshotOf(page);
    expect({ status, reconnecting, retry: nextRetry?.reason, lastClose }).toEqual({
      status: 'closed',
      reconnecting: true,
      retry: 'heartbeat',
      lastClose: { code: 1006, reason: '', wasClean: false, cause: 'heartbeat' },
    });

    await faultProxy.mend();
    await context.setOffline(false);
    await expect.poll(() => pageServer.received.at(-1)).toEqual(['one', 'two']);
    expect(await toldOf(page)).toEqual([
      ...['open', 'close heartbeat', 'open', 'sent one', 'sent two'],
    ]);
  });
});
