import { afterEach, describe, expect, inject, it } from 'vitest';
import type { Example } from '../../../scripts/support/docs-examples.js';
import { isRunHere, isTest } from '../support/describe-pages.js';
import { locationOf } from '../support/fresh.js';
import { GROUPS } from '../support/groups.js';
import { unmountAll } from '../support/mount.js';

const examples = inject('examples');
const nameOf = ({ page, line }: Example) => `${page}:${line}`;

it('every example runs in one file of tests', () => {
  const counts = examples.filter(isRunHere).map((example) => {
    const groups = Object.values(GROUPS).filter((group) => group.test(example.page));
    return [nameOf(example), groups.length];
  });
  expect(counts).toEqual(counts.map(([name]) => [name, 1]));
});

const serverOf = (page: string) =>
  `docs/getting-started${page}/server.mjs: a server: docs/tests/servers.test.ts talks to it`;

it('those that do not run say why', () => {
  const left = examples.filter(({ noRun }) => noRun !== undefined);
  expect(left.map(({ place, noRun }) => `${place}: ${noRun}`)).toEqual([
    'SECURITY/server.js: a server: docs/tests/servers.test.ts talks to it',
    ...['-react', '-svelte', '-vue'].map(serverOf),
    expect.stringMatching(/^docs\/getting-started\/line-\d+\.ts: React Native only$/),
    serverOf(''),
    'docs/heartbeat/pong.js: a server: docs/tests/servers.test.ts talks to it',
    'docs/heartbeat/ping.js: a server: docs/tests/servers.test.ts talks to it',
    expect.stringMatching(/^docs\/testing\/line-\d+\.ts: what there is, and no program$/),
    'docs/worker/feed.ts: a worker: e2e/worker.spec.ts has one',
    'docs/worker/feed.worker.ts: a worker: e2e/worker.spec.ts has one',
    'packages/worker/README/feed.ts: a worker: e2e/worker.spec.ts has one',
    'packages/worker/README/feed.worker.ts: a worker: e2e/worker.spec.ts has one',
  ]);
});

/** Where such files are run: by the project `users`, and by `npm run fixtures`. */
const RUN_THERE = ['packages/testing/tests/users/', 'fixtures/consumers/'];

it('those that are copies of files are files that tests run', () => {
  const copies = examples.flatMap(({ file }) => file ?? []);
  expect(copies).not.toEqual([]);
  const others = copies.filter((file) => !RUN_THERE.some((folder) => file.startsWith(folder)));
  expect(others).toEqual([]);
});

/** They bring their own tests along. */
describe.each(examples.filter(isTest))('$page:$line', async ({ place }) => {
  await import(locationOf(place));
  afterEach(unmountAll);
});
