import { setTimeout as sleep } from 'node:timers/promises';
import { openBench } from '../support/bench-page.js';
import { startFeed } from '../support/feed.js';
import { kilobytes } from './scenario.js';

/** Chromium grants a page 255. */
const CONNECTIONS = 200;
const PATIENCE = 30_000;

/** @type {import('./scenario.js').Scenario} */
export const memory = {
  name: 'memory',
  title: 'An idle connection',
  about: `The heap of a page with ${CONNECTIONS} open connections over which nothing is said, after collection.`,
  scene: 'sender',
  columns: [{ name: 'bytes', title: 'heap, each connection', show: kilobytes, ratio: true }],
  targets: [
    {
      text: 'heap, more than the floor, bytes',
      measure: 'bytes',
      over: true,
      must: 'at most',
      limits: { core: 6000 },
    },
  ],
  async measure({ browser, site }, { name }) {
    const feed = await startFeed();
    const page = await openBench(browser, site);
    try {
      // What is made once for all is there before anything is measured.
      await page.call('connect', name, `${feed.url}/idle`, 10, PATIENCE);
      await sleep(500);
      const before = await page.heap();
      const open = await page.call('connect', name, `${feed.url}/idle`, CONNECTIONS, PATIENCE);
      await sleep(500);
      const after = await page.heap();
      return { bytes: (after - before) / CONNECTIONS, open };
    } finally {
      await page.close();
      await feed.kill();
    }
  },
};
