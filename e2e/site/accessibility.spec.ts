import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { Playground, test } from '../support/site.ts';

/** One of each kind, and each that has something of its own. */
const PAGES = [
  '/',
  '/getting-started-react',
  '/how-it-works',
  '/testing',
  '/comparison',
  '/migration/vueuse',
  '/errors',
  '/reference/@towline/worker',
];

/** Where the colours of code are looked at; they are the same everywhere, and there are thousands. */
const WITH_CODE = '/';

const WIDE = {
  name: 'light and wide',
  colorScheme: 'light',
  viewport: { width: 1280, height: 900 },
} as const;
const NARROW = {
  name: 'dark and narrow',
  colorScheme: 'dark',
  viewport: { width: 390, height: 844 },
} as const;
/** What is the same in both looks is looked at once; colours and layout differ by kind of page. */
const LOOKS = [
  ...PAGES.map((path) => ({ path, ...WIDE })),
  ...['/', '/how-it-works', '/comparison'].map((path) => ({ path, ...NARROW })),
] as const;

for (const { path, name, colorScheme, viewport } of LOOKS) {
  test(`axe finds nothing to mend on ${path}, ${name}`, async ({ browser, site }) => {
    // Nothing fades in while colours are compared.
    const reducedMotion = 'reduce';
    const context = await browser.newContext({ colorScheme, viewport, reducedMotion });
    const page = await context.newPage();
    await page.goto(`${site}${path}`);
    const playground = new Playground(page);
    if ((await playground.region.count()) > 0) {
      await expect(playground.latest).toContainText('→ open');
    }
    const axe = new AxeBuilder({ page });
    const { violations } = await (path === WITH_CODE ? axe : axe.exclude('pre')).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html)}`);
    expect(found).toEqual([]);
    await context.close();
  });
}

test('the playground can be used with the keyboard alone', async ({ page }) => {
  await page.goto('/');
  const playground = new Playground(page);
  await playground.region.getByRole('tab', { name: 'React' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(playground.region.getByRole('tab', { name: 'Vue' })).toBeFocused();
  await expect(playground.latest).toContainText('→ open');
  await page.keyboard.press('Tab');
  await expect(playground.region.getByRole('textbox', { name: 'Message' })).toBeFocused();
  await page.keyboard.type('by keys');
  await page.keyboard.press('Enter');
  await expect(playground.region.getByText('BY KEYS!')).toBeVisible();
});
