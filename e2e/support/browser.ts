import { test as base } from '@playwright/test';

/** What a project gives, besides Playwright's own. */
export interface TestOptions {
  /** Why there is no such browser here: its tests are skipped then, or fail in CI. */
  missing: string | undefined;
}

/** Asks whether there is a browser, and nothing else. */
export const test = base.extend<TestOptions & { hasBrowser: undefined }>({
  missing: [undefined, { option: true }],
  // The first of all, before a browser is asked for. In CI nothing is skipped quietly.
  hasBrowser: [
    async ({ missing }, use, { skip }) => {
      if (missing && process.env['CI']) throw new Error(missing);
      skip(Boolean(missing), missing);
      await use(undefined);
    },
    { auto: true },
  ],
});
