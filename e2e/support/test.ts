import { expect, type Page } from '@playwright/test';
import { test as base } from './browser.ts';
import { mendFill } from './firefox.ts';
import { FRAMEWORKS, type Pane, paneOf } from './pane.ts';
import { type ExampleServer, startServer } from './server.ts';

interface Fixtures {
  /** How long a restart takes, in seconds. */
  away: number;
  server: ExampleServer;
  /** The page with its three panes, connected. */
  panes: readonly [Pane, Pane, Pane];
  noErrors: undefined;
}

const EXPECTED = [
  // The browser says so whenever the server is gone, which is what is tested: Chromium, and Firefox.
  /^WebSocket connection to .* failed/,
  /^Failed to load resource: net::ERR_/,
  /^Firefox can’t establish a connection to the server at ws:/,
  /^The connection to ws:.* was interrupted while the page was loading/,
  // A page that came by https asks for what did not.
  /^Mixed Content: /,
  // Playwright's trace wants to keep a picture that could not be drawn.
  /^Connecting to 'blob:.* violates the following Content Security Policy/,
];

/** Each test has a server of its own. */
export const test = base.extend<Fixtures>({
  away: [3, { option: true }],
  server: async ({ away }, use) => {
    const server = await startServer({ away });
    await use(server);
    await server.stop();
  },
  context: async ({ context, browserName }, use) => {
    if (browserName === 'firefox') await mendFill(context);
    await use(context);
  },
  baseURL: async ({ server }, use) => use(server.url),
  panes: async ({ page }, use) => use(await openChat(page)),
  noErrors: [
    async ({ context }, use) => {
      const errors: string[] = [];
      const note = (text: string) => {
        if (!EXPECTED.some((words) => words.test(text))) errors.push(text);
      };
      // WebDriver BiDi tells what the browser itself says as errors of the page.
      context.on('weberror', (error) => note(String(error.error())));
      context.on('console', (message) => {
        if (message.type() === 'error') note(message.text());
      });
      await use(undefined);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

export async function openChat(page: Page): Promise<readonly [Pane, Pane, Pane]> {
  await page.goto('/');
  const panes = FRAMEWORKS.map((framework) => paneOf(page, framework)) as [Pane, Pane, Pane];
  for (const pane of panes) await expect(pane.status).toHaveText('Connected');
  for (const pane of panes) await expect.poll(() => pane.people.count()).toBeGreaterThanOrEqual(3);
  return panes;
}

/** The waits before a retry are near their longest, so that one sees them: 1.35 s for the first. */
export async function waitLong(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Math.random = () => 0.9;
  });
}

/** All panes show the same, each text once, and each author's in the order of typing. */
export async function expectSameTexts(
  panes: readonly Pane[],
  said: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const all = Object.values(said).flat();
  for (const pane of panes) await expect(pane.texts).toHaveCount(all.length);
  for (const pane of panes)
    await expect(pane.marks.filter({ hasNotText: 'Delivered' })).toHaveCount(0);
  const [first = [], ...others] = await Promise.all(
    panes.map((pane) => pane.texts.allTextContents()),
  );
  for (const other of others) expect(other).toEqual(first);
  expect([...first].sort()).toEqual([...all].sort());
  for (const texts of Object.values(said)) {
    expect(first.filter((text) => texts.includes(text))).toEqual(texts);
  }
}
