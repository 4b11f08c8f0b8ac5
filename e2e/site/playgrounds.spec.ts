import { expect } from '@playwright/test';
import { FRAMEWORKS, Playground, test } from '../support/site.ts';

const PAGES = [
  '/',
  '/getting-started-react',
  '/how-it-works',
  '/receiving',
  '/sending',
  '/reconnecting',
  '/heartbeat',
  '/authentication',
  '/sharing',
  '/server-rendering',
  '/testing',
  '/rendering',
];

for (const path of PAGES) {
  test(`the playground of ${path} runs in each framework, loses its connection and comes back`, async ({
    page,
    complaints,
  }) => {
    await page.goto(path);
    const playground = new Playground(page);
    for (const framework of FRAMEWORKS) {
      await playground.choose(framework);
      // What a server has rendered begins when the reader says so.
      if (path === '/server-rendering') {
        await expect(playground.screen).toContainText('connecting');
        await playground.press('Hydrate');
        await expect(playground.screen).toContainText('open');
      }
      await expect(playground.screen).toHaveText(/./);
      await expect(playground.latest).toContainText('→ open');
    }
    await playground.press('Drop');
    await expect(playground.steps).toContainText('open + closed → waiting');
    await expect(playground.latest).toContainText('→ open');
    expect(complaints).toEqual([]);
  });
}

test('what is typed while the server refuses goes out when it is back', async ({ page }) => {
  await page.goto('/');
  const playground = new Playground(page);
  await expect(playground.latest).toContainText('→ open');
  await playground.press('Refuse');
  await expect(playground.steps).toContainText('→ waiting');
  await playground.region.getByRole('textbox', { name: 'Message' }).fill('still here');
  await playground.press('Send');
  await expect(playground.region.locator('svg .queued')).toHaveCount(1);
  await playground.press('Refuse');
  await expect(playground.region.getByText('STILL HERE!')).toBeVisible();
});

test('the page about tests runs one, in each framework', async ({ page }) => {
  await page.goto('/testing');
  const playground = new Playground(page);
  for (const framework of FRAMEWORKS) {
    await playground.choose(framework);
    await playground.press('Run the test');
    await expect(playground.region.locator('.outcomes li')).toHaveText([
      '✓ shows what comes',
      '✓ says that it was lost',
      '✓ sends what was typed meanwhile, once',
    ]);
  }
});

test('the server stays in the page: without a network everything goes on', async ({
  page,
  context,
  site,
}) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(site) && !request.url().startsWith('data:'))
      elsewhere.push(request.url());
  });
  page.on('websocket', (socket) => elsewhere.push(socket.url()));
  await page.goto('/');
  const playground = new Playground(page);
  for (const framework of FRAMEWORKS) await playground.choose(framework);
  await expect(playground.latest).toContainText('→ open');
  await context.setOffline(true);
  await playground.press('Say hello');
  await expect(playground.region.getByText('Hello from the server', { exact: true })).toBeVisible();
  expect(elsewhere).toEqual([]);
});

test('a page that is left gives the browser’s own WebSocket back', async ({ page }) => {
  await page.goto('/testing');
  const native = () => page.evaluate(() => /native code/.test(String(WebSocket)));
  await expect.poll(native).toBe(false);
  await page.getByRole('link', { name: 'Mutations', exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mutations' })).toBeVisible();
  await expect.poll(native).toBe(true);
});
