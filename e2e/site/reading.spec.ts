import { expect } from '@playwright/test';
import { test } from '../support/site.ts';

test('the search finds what a page says, without a server', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox').fill('isAnswer');
  await page
    .getByRole('option', { name: /Heartbeat/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/heartbeat/);
});

test('another framework’s first steps open at the same section, and the choice is kept', async ({
  page,
}) => {
  await page.goto('/getting-started-react#sharing');
  const choice = page.getByRole('navigation', { name: 'Framework' });
  await choice.getByRole('link', { name: 'Svelte' }).click();
  await expect(page).toHaveURL(/\/getting-started-svelte#sharing$/);
  await expect(page.getByRole('tab', { name: 'Svelte' })).toHaveAttribute('aria-selected', 'true');
  await page.goto('/testing');
  await expect(page.getByRole('tab', { name: 'Svelte' })).toHaveAttribute('aria-selected', 'true');
});

test('the playground is there before its script: code, and what it is', async ({
  browser,
  site,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site}/testing`);
  await expect(page.getByRole('region', { name: 'Playground' })).toContainText('useWebSocket');
  await context.close();
});

test('no page is wider than a phone', async ({ browser, site }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  for (const path of [
    '/',
    '/heartbeat',
    '/performance',
    '/transitions',
    '/reference/@towline/core',
  ]) {
    await page.goto(`${site}${path}`);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
  await context.close();
});
