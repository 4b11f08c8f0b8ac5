// Scenarios of one component that shows the last message and how many there were.
import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../../scripts/support/statistics.js';
import { openBench } from '../support/bench-page.js';
import { startFeed } from '../support/feed.js';

/** @typedef {import('../page/probe.js').Seen} Seen */

/** ms that a contender may be behind at last. */
const PATIENCE = 90_000;
const WARM_UP = { count: 1000, rate: 2000, topics: 1 };

/**
 * @param {{ count: number, rate: number, work?: number }} stream
 * @returns {import('./scenario.js').Scenario['measure']}
 */
export function measureStream({ count, rate, work = 0 }) {
  return async ({ browser, site }, { name }) => {
    const feed = await startFeed();
    const page = await openBench(browser, site);
    try {
      const ahead = await page.call('clock', `${feed.url}/clock`);
      await page.call('mountLast', name, `${feed.url}/feed`, work);
      await feed.awaitClients(1);
      await Promise.all([feed.send(WARM_UP), page.call('untilShown', WARM_UP.count - 1, PATIENCE)]);
      await sleep(300);

      const { count: counted } = await page.call('look');
      const before = await page.metrics();
      const [stamps, complete] = await Promise.all([
        feed.send({ count, rate, topics: 1 }),
        page.call('untilShown', count - 1, PATIENCE),
      ]);
      const after = await page.metrics();
      const seen = await page.call('look');
      return {
        main: after.main - before.main,
        perMessage: (1000 * (after.main - before.main)) / count,
        lost: 1 - (seen.count - counted) / count,
        ...timesOf(
          seen,
          stamps.map((stamp) => stamp - ahead),
        ),
        complete: Number(complete),
      };
    } finally {
      await page.close();
      await feed.kill();
    }
  };
}

/**
 * @param {Seen} seen
 * @param {readonly number[]} stamps when each message was sent, on the page's clock
 */
function timesOf({ renders, numbers, times, frames }, stamps) {
  const start = stamps[0] ?? Number.NaN;
  const end = times.at(-1) ?? Number.NaN;
  const seconds = (end - start) / 1000;
  // From frame to frame, so that a stream of less than a second counts no part of one.
  const first = frames.findLast((frame) => frame < start) ?? start;
  const last = frames.find((frame) => frame > end) ?? end;
  const during = frames.filter((frame) => frame > first && frame <= last);
  const gaps = during.map((frame, index) => frame - (during[index - 1] ?? first));
  /** How old each message was when the page first showed it, or a later one. @type {number[]} */
  const ages = [];
  numbers.forEach((number, index) => {
    while (ages.length <= number) ages.push((times[index] ?? 0) - (stamps[ages.length] ?? 0));
  });
  return {
    took: end - start,
    rendersPerSecond: renders / Math.max(seconds, 1 / 60),
    framesPerSecond: (1000 * during.length) / (last - first),
    longestGap: Math.max(...gaps, last - (during.at(-1) ?? first)),
    age50: quantile(ages, 0.5),
    age99: quantile(ages, 0.99),
    behind: ages.at(-1) ?? Number.NaN,
  };
}
