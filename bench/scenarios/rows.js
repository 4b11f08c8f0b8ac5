import { setTimeout as sleep } from 'node:timers/promises';
import { openBench } from '../support/bench-page.js';
import { startFeed } from '../support/feed.js';
import { milliseconds, whole } from './scenario.js';
import { all } from './stream-columns.js';

const COUNT = 20_000;
const TOPICS = 200;
const PATIENCE = 90_000;

/** @type {import('./scenario.js').Scenario} */
export const rows = {
  name: 'rows',
  title: '200 components, a topic each',
  about:
    'One connection, 200 components, each of which shows the last message of its topic. The server sends 20,000 messages at once, the topics taking turns.',
  scene: 'rows',
  columns: [
    { name: 'main', title: 'main thread', show: milliseconds, ratio: true },
    { name: 'script', title: 'of it in scripts', show: milliseconds },
    { name: 'renders', title: 'renders', show: whole },
    { name: 'right', title: 'rows that are right', show: whole },
  ],
  targets: [
    { text: 'rows that are right', measure: 'right', must: 'at least', limits: all(TOPICS) },
    {
      text: 'main thread, to the floor',
      worker: false,
      measure: 'main',
      ratio: true,
      must: 'at most',
      limits: { react: 0.95, vue: 0.7, svelte: 0.6 },
    },
  ],
  async measure({ browser, site }, { name }) {
    const feed = await startFeed();
    const page = await openBench(browser, site);
    try {
      await page.call('mountRows', name, `${feed.url}/feed`, TOPICS);
      await feed.awaitClients(1);
      await stream({ count: 1000, rate: 2000 });
      await sleep(300);
      await page.call('look');
      const before = await page.metrics();
      const right = await stream({ count: COUNT, rate: 1e9 });
      const after = await page.metrics();
      const { renders } = await page.call('look');
      const main = after.main - before.main;
      return { main, script: after.script - before.script, renders, right };
    } finally {
      await page.close();
      await feed.kill();
    }

    /** @param {{ count: number, rate: number }} task */
    async function stream({ count, rate }) {
      const [, right] = await Promise.all([
        feed.send({ count, rate, topics: TOPICS }),
        page.call('untilRows', count, TOPICS, PATIENCE),
      ]);
      return right;
    }
  },
};
