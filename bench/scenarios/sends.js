// Scenarios of what is sent before there is a connection.
import { setTimeout as sleep } from 'node:timers/promises';
import { openBench } from '../support/bench-page.js';
import { startFeed } from '../support/feed.js';
import { milliseconds, whole } from './scenario.js';

/** @typedef {import('./scenario.js').Scenario} Scenario */
/** @typedef {import('../support/feed.js').Feed} Feed */

const COUNT = 10_000;
/** ms until all that was sent has come. */
const PATIENCE = 30_000;
/** ms */
const AWAY = 1000;

/** @type {Pick<Scenario, 'scene' | 'columns' | 'targets'>} */
const SENDS = {
  scene: 'sender',
  columns: [
    { name: 'main', title: 'main thread', show: milliseconds, ratio: true },
    { name: 'flush', title: 'from the first to the last', show: milliseconds, ratio: true },
    { name: 'lost', title: 'lost', show: whole },
    { name: 'wrong', title: 'out of order', show: whole },
  ],
  targets: [
    { text: 'lost', measure: 'lost', must: 'at most', limits: { core: 0 } },
    { text: 'out of order', measure: 'wrong', must: 'at most', limits: { core: 0 } },
    {
      text: 'from the first to the last, to the floor',
      measure: 'flush',
      ratio: true,
      must: 'at most',
      limits: { core: 1.1 },
    },
  ],
};

/** @type {Scenario} */
export const queued = {
  ...SENDS,
  name: 'queued',
  title: '10,000 sends before it is open',
  about: '10,000 messages are sent while the connection is being made, and go when it is open.',
  async measure({ browser, site }, { name }) {
    const feed = await startFeed();
    const page = await openBench(browser, site);
    try {
      const before = await page.metrics();
      await page.call('sendQueued', name, `${feed.url}/count`, COUNT);
      const sent = await allHeard(feed);
      const after = await page.metrics();
      return { main: after.main - before.main, ...sent };
    } finally {
      await page.close();
      await feed.kill();
    }
  },
};

/** @type {Scenario} */
export const restart = {
  ...SENDS,
  name: 'restart',
  title: '10,000 sends while the server restarts',
  about:
    'The server is killed, 10,000 messages are sent while it is away for a second, and go when the connection is made again.',
  async measure({ browser, site }, { name }) {
    let feed = await startFeed();
    const page = await openBench(browser, site);
    try {
      await page.call('sendQueued', name, `${feed.url}/count`, 1);
      await allHeard(feed, 1);
      await feed.kill();
      while (await page.call('isOpen')) await sleep(10);
      const before = await page.metrics();
      await page.call('sendMore', COUNT);
      await sleep(AWAY);
      feed = await startFeed(feed.port);
      const sent = await allHeard(feed);
      const after = await page.metrics();
      return { main: after.main - before.main, ...sent };
    } finally {
      await page.close();
      await feed.kill();
    }
  },
};

/**
 * @param {Feed} feed
 * @param {number} [count]
 */
async function allHeard(feed, count = COUNT) {
  const deadline = performance.now() + PATIENCE;
  let report = await feed.report();
  while (report.heard < count && performance.now() < deadline) {
    await sleep(10);
    report = await feed.report();
  }
  return { flush: report.last - report.first, lost: count - report.heard, wrong: report.wrong };
}
