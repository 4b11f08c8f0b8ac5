import { defineConfig } from '@playwright/test';
import type { TestOptions } from './e2e/support/browser.ts';
import { findChromium, findFirefox } from './scripts/find-browser.js';

const chromium = findChromium({ install: true });
const { missing, ...firefox } = findFirefox({ install: true });
if (missing && !process.env['TEST_WORKER_INDEX']) {
  console.error(`No test runs in Firefox. ${missing}`);
}
// Workers read this file too, and need not search again.
process.env['CHROMIUM_PATH'] = chromium.executablePath;
process.env['FIREFOX_PATH'] = firefox.executablePath ?? '';

// No web server here: each test starts a chat of its own on a free port (e2e/support), so that
// one that restarts its server disturbs no other. The chat must be built.
export default defineConfig<TestOptions>({
  testDir: 'e2e',
  outputDir: 'test-results',
  // A flaky test is a failing test.
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  fullyParallel: true,
  // More than there are cores: tests mostly wait.
  workers: 3,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  // No trace, which makes tests half again as slow: `npx playwright test <name> --trace retain-on-failure` has one.
  use: { headless: true, trace: 'off', screenshot: 'only-on-failure' },
  projects: [
    {
      name: 'chromium',
      use: {
        browserName: 'chromium',
        // People have a back/forward cache, and slow timers in hidden tabs; Playwright switches them off.
        launchOptions: {
          ...chromium,
          ignoreDefaultArgs: [
            '--disable-back-forward-cache',
            '--disable-background-timer-throttling',
            '--disable-backgrounding-occluded-windows',
            '--disable-renderer-backgrounding',
          ],
        },
      },
    },
    {
      name: 'firefox',
      // What is about the server and about looks is seen once.
      // Firefox has one handshake with a host at a time, and waits longer after each that fails: no place for many.
      testIgnore: [
        '*server*.spec.ts',
        'random-faults.spec.ts',
        'screenshots.spec.ts',
        'site/*.spec.ts',
        'ticker*.spec.ts',
        'verdicts.spec.ts',
      ],
      // Of the faults the core's are seen here, and in Chromium what the bindings show too; what other bundlers make of a
      // worker is no matter of the browser's.
      grepInvert: /faults with (react|vue|svelte)|as built by (esbuild|webpack)/,
      use: {
        browserName: 'firefox',
        launchOptions: {
          ...firefox,
          // Slow timers in hidden tabs too: 1 s, Firefox's own value.
          firefoxUserPrefs: {
            'dom.min_background_timeout_value': 1000,
            'dom.min_background_timeout_value_without_budget_throttling': 1000,
          },
        },
        missing,
      },
    },
  ],
});
