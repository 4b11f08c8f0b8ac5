import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { actions, examples, settings } from './walk/actions.js';
import { walk } from './walk/walker.js';

/** How many walks; `WALKS=100000 npx vitest run --project core walk` takes some minutes. */
const numRuns = Number(process.env['WALKS'] ?? 300);

test('random walks find every promise kept', { timeout: 60_000 + numRuns * 20 }, () => {
  // Many send to a socket that has ended.
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const places = new Set<string>();
  fc.assert(
    fc.property(settings, actions, (made, steps) =>
      walk(made, steps, ({ status, reconnecting, lastClose }) => {
        places.add(reconnecting ? `${status}, reconnecting` : status);
        if (lastClose) places.add(`after ${lastClose.cause}`);
      }),
    ),
    // A failure prints its seed and path: give them here to walk the same way again.
    { numRuns, examples },
  );
  // The walks have been where something can go wrong.
  expect([...places].sort()).toEqual([
    'after client',
    'after heartbeat',
    'after network',
    'after page',
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
