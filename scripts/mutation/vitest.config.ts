import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { SmallFirst } from './order.js';

const folder = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What mutants are tried with: the tests of the core that need neither a server nor a mock of a module. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@towline\/core$/, replacement: folder('packages/core/src/index.ts') },
      { find: /^@towline\/suites$/, replacement: folder('packages/suites/src/index.ts') },
    ],
  },
  test: {
    root: folder('.'),
    include: ['packages/core/tests/**/*.test.ts'],
    exclude: [
      // Put another module in the place of one that is mutated here.
      'packages/core/tests/walk-mutations.test.ts',
      'packages/core/tests/inspectors.test.ts',
      // Real servers, real time.
      'packages/core/tests/{integration,faults,random-faults,many,not-promised}.test.ts',
      'packages/core/tests/hostile-server-real.test.ts',
      // Simulates 40 outages of 200 clients for each mutant.
      'packages/core/tests/outage.test.ts',
      // Waits for the garbage collector.
      'packages/core/tests/pool.test.ts',
      // Read the sources, which are no longer what they were, and pages that are not there.
      'packages/core/tests/{errors,named-tests}.test.ts',
    ],
    // A worker for each file of tests would cost more than the tests.
    isolate: false,
    sequence: { sequencer: SmallFirst },
    setupFiles: [folder('scripts/mutation/setup.ts')],
    // ms; a loaded machine is no finding.
    testTimeout: 20_000,
    hookTimeout: 20_000,
    env: { WALKS: '100' },
  },
});
