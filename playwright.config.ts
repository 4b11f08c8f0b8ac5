import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/find-browser.js';

const { executablePath, args } = findBrowser({ install: true });

// No web server here: each test starts a chat of its own on a free port (e2e/support), so that
// one that restarts its server disturbs no other. The chat must be built.
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // A flaky test is a failing test.
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    headless: true,
    launchOptions: { executablePath, args },
    trace: 'retain-on-failure',
  },
});
