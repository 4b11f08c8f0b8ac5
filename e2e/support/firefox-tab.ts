import type { BrowserContext } from '@playwright/test';
import { expectLoaded, expectVisibility, type Tab } from './tab.ts';

/** What a page opens is a tab of the same window, so that it hides its opener. */
export async function openFirefoxTab(context: BrowserContext, url: string): Promise<Tab> {
  const page = await context.newPage();
  await page.goto(url);
  await expectLoaded(page);
  return {
    evaluate: page.evaluate.bind(page) as Tab['evaluate'],
    async hide() {
      const opened = context.waitForEvent('page');
      await page.evaluate(() => {
        window.open('about:blank');
      });
      await (await opened).bringToFront();
      await expectVisibility(page, 'hidden');
    },
    async show() {
      await page.bringToFront();
      await expectVisibility(page, 'visible');
    },
    close: () => page.close(),
  };
}
