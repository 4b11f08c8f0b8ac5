import type { Page } from '@playwright/test';
import { LONG, openSocket, statusOf, toldOf, waitLong } from '../support/core-page.ts';
import { lostBy, test } from '../support/page.ts';
import type { PageServer } from '../support/page-server.ts';
import { expect } from '../support/test.ts';

const HEARTBEAT = { interval: 20_000, timeout: 5000 };
/** ms, a night. */
const NIGHT = 8 * 60 * 60 * 1000;

/**
 * A laptop's lid is shut and opened again. Where the monotonic clock goes on meanwhile, every timer that
 * was due fires late, and once; where it stands still the wall clock alone has jumped, and timers wait
 * for the `rest` of their time (ms).
 */
type Sleep = (page: Page, rest: number) => Promise<void>;

const SLEEPS: readonly [name: string, sleep: Sleep][] = [
  ['timers were late', (page) => page.clock.fastForward(NIGHT)],
  [
    'the wall clock alone went on',
    async (page, rest) => {
      await page.clock.setSystemTime((await page.evaluate(() => Date.now())) + NIGHT);
      await page.clock.runFor(rest);
    },
  ],
];

const pingsOf = ({ received }: PageServer) => received[0]!.filter((text) => text === 'ping').length;

for (const [name, sleep] of SLEEPS) {
  test.describe(`after a night in which ${name}, with a heartbeat`, () => {
    test.beforeEach(async ({ page, faultProxy }) => {
      await page.clock.install();
      await page.goto('/');
      await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
      await openSocket(page, {
        url: `ws://127.0.0.1:${faultProxy.port}/ws`,
        heartbeat: HEARTBEAT,
        retryDelay: 1000,
      });
    });

    test('a connection that is well is asked once, and stays', async ({ page, pageServer }) => {
      await sleep(page, HEARTBEAT.interval);
      await expect.poll(() => page.evaluate(() => socket.getSnapshot().latency)).not.toBeNull();
      await page.clock.runFor(HEARTBEAT.timeout + 1);
      expect(await toldOf(page)).toEqual(['open']);
      expect(pingsOf(pageServer)).toBe(1);
    });

    test('an answer that was owed before is asked for again, and the connection stays', async ({
      page,
      pageServer,
    }) => {
      pageServer.answering = false;
      await page.clock.runFor(HEARTBEAT.interval);
      await expect.poll(() => pingsOf(pageServer)).toBe(1);
      await page.clock.runFor(HEARTBEAT.timeout - 1);
      pageServer.answering = true;
      await sleep(page, 1);
      await expect.poll(() => page.evaluate(() => socket.getSnapshot().latency)).not.toBeNull();
      await page.clock.runFor(HEARTBEAT.timeout + 1);
      expect(await toldOf(page)).toEqual(['open']);
    });

    test('a connection that died is left in the heartbeat’s timeout, and replaced', async ({
      page,
      faultProxy,
    }) => {
      faultProxy.halfOpen();
      await sleep(page, HEARTBEAT.interval);
      await expect.poll(() => lostBy(faultProxy)).toBeGreaterThan(0);
      await page.clock.runFor(HEARTBEAT.timeout - 1);
      expect(await toldOf(page)).toEqual(['open']);
      await page.clock.runFor(1);
      expect(await toldOf(page)).toEqual(['open', 'close heartbeat']);
      await faultProxy.mend();
      await page.clock.runFor(1000);
      await expect.poll(() => toldOf(page)).toEqual(['open', 'close heartbeat', 'open']);
    });
  });
}

test('a connection that waited through the night tries at once', async ({ page, pageServer }) => {
  await page.clock.install();
  await page.goto('/');
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
  await waitLong(page, pageServer, { retryDelay: LONG });
  pageServer.accepting = true;
  await page.clock.fastForward(NIGHT);
  await expect.poll(() => toldOf(page)).toEqual(['close network', 'open']);
  expect(await statusOf(page)).toBe('open');
});
