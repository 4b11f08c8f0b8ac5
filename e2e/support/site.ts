import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import sirv from 'sirv';
import { test as base } from './browser.ts';

const SITE = fileURLToPath(new URL('../../docs/.vitepress/dist', import.meta.url));

export const FRAMEWORKS = ['React', 'Vue', 'Svelte'] as const;

interface Fixtures {
  /** What the page said to the console as a warning or an error, and what it threw. */
  complaints: readonly string[];
}

/** The site as it was built, as any host of static files serves it. */
export const test = base.extend<Fixtures, { site: string }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
    async ({}, use) => {
      const serve = sirv(SITE, { extensions: ['html'] });
      const server = createServer((request, response) => serve(request, response));
      await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
      await use(`http://localhost:${(server.address() as AddressInfo).port}`);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ site }, use) => use(site),
  complaints: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'warning' || message.type() === 'error')
        complaints.push(message.text());
    });
    await use(complaints);
  },
});

/** The playground of a page. */
export class Playground {
  readonly region: Locator;
  readonly steps: Locator;

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'Playground' });
    this.steps = this.region.getByRole('list', { name: 'Steps, the latest first' });
  }

  async choose(framework: string): Promise<void> {
    await this.region.getByRole('tab', { name: framework }).click();
  }

  press(name: string): Promise<void> {
    return this.region.getByRole('button', { name, exact: true }).click();
  }

  /** The latest step, as 'open + closed → waiting'. */
  get latest(): Locator {
    return this.steps.getByRole('listitem').first();
  }
}
