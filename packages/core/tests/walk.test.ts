import type { Snapshot } from '@towline/core';
import { check, runsOf } from '@towline/suites/walks';
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { walks } from './walk/actions.js';
import { examples } from './walk/examples.js';
import { walk } from './walk/walker.js';

const places = new Set<string>();

function saw({ status, reconnecting, lastClose }: Snapshot) {
  places.add(reconnecting ? `${status}, reconnecting` : status);
  if (lastClose) places.add(`after ${lastClose.cause}`);
}

beforeEach(() => {
  // Many send to a socket that has ended.
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

test.each(runsOf(Object.keys(walks), 2000))(
  'random walks find every promise kept: $kind',
  { timeout: 3_600_000 },
  async (run) => {
    const arbitrary = walks[run.kind] ?? expect.fail(`no walks with ${run.kind}`);
    await check(
      fc.asyncProperty(arbitrary, ([settings, actions]) => walk(settings, actions, saw)),
      run,
    );
  },
);

test('walks that few find by chance find every promise kept', async () => {
  for (const [settings, actions] of examples) await walk(settings, actions, saw);
});

test.skipIf(process.env['WALK_KIND'])('the walks have been where something can go wrong', () => {
  expect([...places].sort()).toEqual([
    'after authenticate',
    'after client',
    'after heartbeat',
    'after limit',
    'after network',
    'after page',
    'after prepare',
    'after released',
    'after replaced',
    'after server',
    'after timeout',
    'closed',
    'closed, reconnecting',
    'closing',
    'connecting',
    'connecting, reconnecting',
    'open',
  ]);
});
