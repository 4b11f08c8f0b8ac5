// Scenarios without a browser: the contenders' clients in a process of their own, the server in another.
import { setTimeout as sleep } from 'node:timers/promises';
import { largestShare, median } from '../../scripts/support/statistics.js';
import { startFeed } from '../support/feed.js';
import { startProcess } from '../support/process.js';
import { microseconds, milliseconds, percent, whole } from './scenario.js';

const MESSAGES = 1_000_000;
const CLIENTS = 200;
/** ms */
const AWAY = 3500;
const WINDOW = 100;
/** ms after which a connection counts as healthy, so that attempts are counted from 0; and some more. */
const HEALTHY = 6000;

/** @type {import('./scenario.js').Scenario} */
export const million = {
  name: 'million',
  title: 'A million messages in Node',
  about:
    'A million messages of 120 bytes reach a handler in Node, sent faster than they can be received.',
  scene: 'node',
  columns: [
    { name: 'rate', title: 'messages a second', show: whole, ratio: true },
    { name: 'cpu', title: 'processor, each message', show: microseconds, ratio: true },
  ],
  targets: [
    {
      text: 'rate, to the floor',
      measure: 'rate',
      ratio: true,
      must: 'at least',
      limits: { core: 0.95 },
    },
    {
      text: 'processor, to the floor',
      measure: 'cpu',
      ratio: true,
      must: 'at most',
      limits: { core: 1.1 },
    },
  ],
  async measure(_context, { name }) {
    const feed = await startFeed();
    const client = startProcess('flood', name, `${feed.url}/feed`, MESSAGES);
    try {
      await feed.awaitClients(1);
      const [told] = await Promise.all([client.next(), feed.flood(MESSAGES)]);
      return /** @type {import('./scenario.js').Measures} */ (told);
    } finally {
      await client.end();
      await feed.kill();
    }
  },
};

/** @type {import('./scenario.js').Scenario} */
export const outage = {
  name: 'outage',
  title: 'The server is away for 3.5 s',
  about: `The server dies under ${CLIENTS} clients in Node, which have their library's default policy, and is back after 3.5 s.`,
  scene: 'retry',
  columns: [
    { name: 'median', title: 'back after, median', show: milliseconds },
    { name: 'last', title: 'back after, last', show: milliseconds },
    { name: 'attempts', title: 'attempts, each', show: (value) => value.toFixed(1) },
    { name: 'share', title: 'most attempts within 100 ms', show: percent },
  ],
  targets: [
    { text: 'back after, median, ms', measure: 'median', must: 'at most', limits: { core: 1000 } },
    {
      text: 'most attempts within 100 ms',
      measure: 'share',
      must: 'at most',
      limits: { core: 0.15 },
    },
  ],
  async measure(_context, { name }) {
    let feed = await startFeed();
    const clients = startProcess('outage', name, `${feed.url}/idle`, CLIENTS);
    try {
      await clients.next();
      await sleep(HEALTHY);
      await feed.kill();
      clients.say('died');
      await sleep(AWAY);
      feed = await startFeed(feed.port);
      const back = performance.timeOrigin + performance.now();
      clients.say('back');
      const { arrivals, attempts } = /** @type {{ arrivals: number[], attempts: number[] }} */ (
        await clients.next()
      );
      return {
        median: arrivals.length > CLIENTS / 2 ? median(arrivals) - back : Number.NaN,
        last: arrivals.length >= CLIENTS ? Math.max(...arrivals) - back : Number.NaN,
        attempts: attempts.length / CLIENTS,
        share: largestShare(attempts, WINDOW),
      };
    } finally {
      await clients.end();
      await feed.kill();
    }
  },
};
