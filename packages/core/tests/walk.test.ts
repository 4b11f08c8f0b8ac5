import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { examples, walks } from './walk/actions.js';
import { walk } from './walk/walker.js';

/** How many walks; `WALKS=100000 npx vitest run --project core walk` takes some minutes. */
const numRuns = Number(process.env['WALKS'] ?? 800);

test('random walks find every promise kept', { timeout: 60_000 + numRuns * 20 }, async () => {
  // Many send to a socket that has ended.
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const places = new Set<string>();
  await fc.assert(
    fc.asyncProperty(walks, ([made, steps]) =>
      walk(made, steps, ({ status, reconnecting, lastClose }) => {
        places.add(reconnecting ? `${status}, reconnecting` : status);
        if (lastClose) places.add(`after ${lastClose.cause}`);
      }),
    ),
    // A failure prints its seed and path: give them here to walk the same way again.
    { numRuns, examples: examples.map((example) => [example]) },
  );
  // The walks have been where something can go wrong.
  expect([...places].sort()).toEqual([
    'after authenticate',
    'after client',
    'after heartbeat',
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
