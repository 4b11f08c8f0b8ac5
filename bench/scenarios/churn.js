// Scenarios of components that come and go.
import { setTimeout as sleep } from 'node:timers/promises';
import { openBench } from '../support/bench-page.js';
import { startFeed } from '../support/feed.js';
import { milliseconds, whole } from './scenario.js';
import { all } from './stream-columns.js';

/** @typedef {import('./scenario.js').Scenario} Scenario */

/** ms until the last user is connected. */
const PATIENCE = 20_000;

/** @type {import('./scenario.js').Target} */
const NO_EXTRA = {
  text: 'connections beside the one that is needed',
  measure: 'extra',
  must: 'at most',
  limits: all(0),
};

/**
 * @param {number} rounds
 * @param {boolean} beside another user
 * @returns {Scenario['measure']}
 */
function measureChurn(rounds, beside) {
  return async ({ browser, site }, { name }) => {
    const feed = await startFeed();
    const page = await openBench(browser, site);
    try {
      const { took, connected } = await page.call(
        'churn',
        name,
        `${feed.url}/idle`,
        rounds,
        beside,
        PATIENCE,
      );
      // Those that are still on their way.
      await sleep(500);
      const { connections } = await feed.report();
      return { took, each: (1000 * took) / rounds, connected, extra: connections - 1 };
    } finally {
      await page.close();
      await feed.kill();
    }
  };
}

/** @type {Scenario} */
export const beside = {
  name: 'beside',
  title: '1,000 users beside another one',
  about:
    'One component uses a connection; 1,000 others that use it too are mounted and unmounted, one after the other.',
  scene: 'guest',
  columns: [
    { name: 'took', title: 'mounting and unmounting', show: milliseconds, ratio: true },
    { name: 'extra', title: 'more connections', show: whole },
  ],
  targets: [
    NO_EXTRA,
    {
      text: 'mounting and unmounting, to the floor',
      measure: 'took',
      ratio: true,
      must: 'at most',
      limits: all(1.15),
    },
  ],
  measure: measureChurn(1000, true),
};

/** @type {Scenario} */
export const alone = {
  name: 'alone',
  title: '100 users after each other, then one more',
  about:
    'A component that uses a connection is mounted and unmounted 100 times, with nobody else there; then it is mounted once more.',
  scene: 'guest',
  columns: [
    { name: 'connected', title: 'the last one connected after', show: milliseconds },
    { name: 'extra', title: 'more connections', show: whole },
  ],
  targets: [
    NO_EXTRA,
    {
      text: 'the last one connected after, ms',
      measure: 'connected',
      must: 'at most',
      limits: all(20),
    },
  ],
  measure: measureChurn(100, false),
};
