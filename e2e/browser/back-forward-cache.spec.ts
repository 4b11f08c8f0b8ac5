import { once } from 'node:events';
import type { Page } from '@playwright/test';
import { openSocket, toldOf, waitLong } from '../support/core-page.ts';
import { test } from '../support/page.ts';
import { expect } from '../support/test.ts';

/** Playwright's own waits for what a page from the cache does not do again. */
async function goBack(page: Page) {
  await page.evaluate(() => history.back());
  await expect(async () => {
    expect(await page.evaluate(() => location.pathname === '/' && 'told' in globalThis)).toBe(true);
  }).toPass();
}

test('a page in the back/forward cache lets its connection go, and has it again when it is back', async ({
  page,
  pageServer,
  browserName,
}) => {
  await page.goto('/');
  await openSocket(page);
  const closed = once(pageServer.sockets[0]!, 'close');
  await page.goto('/elsewhere');
  const [code] = await closed;
  await goBack(page);

  const told = await toldOf(page);
  const because = `${browserName} loads a page with an open WebSocket anew: the server saw ${code}`;
  test.skip(browserName !== 'chromium' && told.length === 0, because);
  expect(code).toBe(1000);
  await expect
    .poll(() => toldOf(page))
    .toEqual(['open', 'pagehide, cached', 'close page', 'pageshow, cached', 'open']);
  expect(pageServer.sockets).toHaveLength(2);
  pageServer.sockets[1]!.send('welcome back');
  await expect.poll(() => toldOf(page)).toContain('message welcome back');
});

test.describe('a page that waits for its next attempt in the back/forward cache', () => {
  test.beforeEach(async ({ page, pageServer }) => {
    await page.goto('/');
    await waitLong(page, pageServer);
    await page.goto('/elsewhere');
    pageServer.accepting = true;
    await goBack(page);
    await expect.poll(() => toldOf(page)).toContain('open');
  });

  test('tries at once when it is back', async ({ page }) => {
    const told = await toldOf(page);
    expect(told.slice(0, 3)).toEqual(['close network', 'pagehide, cached', 'pageshow, cached']);
    expect(told.at(-1)).toBe('open');
  });

  test('begins one connection, and lets none go', async ({ page }) => {
    expect(await toldOf(page)).not.toContain('close page');
  });
});
