import { expect } from '@playwright/test';
import { Playground, test } from '../support/site.ts';

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
  await expect(new Playground(page).latest).toContainText('→ open');
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
    // Also what is cut off, which makes no page wider.
    const wide = await page.evaluate(() => {
      const cutting = [...document.querySelectorAll('#VPContent *')].filter(
        (each) =>
          /hidden|clip/.test(getComputedStyle(each).overflowX) &&
          each.clientWidth > 1 &&
          !each.closest('.visually-hidden'),
      );
      return [document.documentElement, ...cutting]
        .filter((each) => each.scrollWidth > each.clientWidth + 1)
        .map((each) => `${each.tagName}.${each.className}`);
    });
    expect(wide, path).toEqual([]);
  }
  await context.close();
});

test('the page about a framework begins with that one, whatever was chosen before', async ({
  page,
}) => {
  await page.goto('/getting-started-vue');
  await expect(page.getByRole('tab', { name: 'Vue' })).toHaveAttribute('aria-selected', 'true');
  await expect(new Playground(page).latest).toContainText('→ open');
});

test('a framework that is chosen while the demo is loaded is shown', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/assets/**socket*', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/');
  const playground = new Playground(page);
  await playground.choose('Svelte');
  release();
  await expect(playground.latest).toContainText('→ open');
  await expect(playground.screen).toContainText('open');
});

test('what is broken stays broken, and says so, in another framework', async ({ page }) => {
  await page.goto('/');
  const playground = new Playground(page);
  await expect(playground.latest).toContainText('→ open');
  await playground.press('Refuse');
  await playground.choose('Vue');
  await expect(playground.screen).toContainText('Reconnecting');
  const refuse = playground.region.getByRole('button', { name: 'Refuse' });
  await expect(refuse).toHaveAttribute('aria-pressed', 'true');
  await refuse.click();
  await expect(playground.latest).toContainText('→ open');
});
