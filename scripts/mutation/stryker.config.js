const core = 'packages/core/src';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'scripts/mutation/vitest.config.ts', related: false },
  plugins: [
    '@stryker-mutator/vitest-runner',
    './scripts/mutation/ignore-texts.js',
    './scripts/mutation/tell-survivors.js',
  ],
  mutate: [
    `${core}/machine/**/*.ts`,
    `${core}/{driver,mailbox,clock,timer-delay}.ts`,
    `${core}/{connection,attempts,snapshots}.ts`,
    `${core}/{link,outbox,congestion,expiry,sending,lifetime}.ts`,
    `${core}/policies/{backoff,lane,queue}.ts`,
  ],
  ignorers: ['texts'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // ms; a loaded machine is no finding: what loops for ever is known by how often it loops.
  timeoutMS: 90_000,
  timeoutFactor: 4,
  dryRunTimeoutMinutes: 10,
  // What these tests do not need is not copied.
  ignorePatterns: [
    'dist',
    '/.reports',
    '/e2e',
    '/examples',
    '/fixtures',
    '/packages/{react,vue,svelte}',
  ],
  tempDirName: '.reports/mutation/sandbox',
  reporters: ['survivors', 'progress-append-only', 'clear-text', 'json', 'html'],
  clearTextReporter: { logTests: false, reportTests: false, reportMutants: false },
  jsonReporter: { fileName: '.reports/mutation/mutation.json' },
  htmlReporter: { fileName: '.reports/mutation/mutation.html' },
  incrementalFile: '.reports/mutation/incremental.json',
  allowConsoleColors: false,
};
