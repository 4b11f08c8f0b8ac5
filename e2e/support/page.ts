import { type FaultProxy, startFaultProxy } from '@towline/suites/faults';
import { type ChromiumTab, openChromiumTab } from './chromium-tab.ts';
import { openFirefoxTab } from './firefox-tab.ts';
import { type PageServer, startPageServer } from './page-server.ts';
import type { Tab } from './tab.ts';
import { test as base } from './test.ts';

interface Fixtures {
  /** By https. */
  secure: boolean;
  /** Serves the page, and is the other end of its sockets. */
  pageServer: PageServer;
  /** Leads to that server, and can do what networks do. */
  faultProxy: FaultProxy;
  /** Shows the page, and can be hidden. */
  tab: Tab;
  /** The same, which can be frozen besides. */
  chromiumTab: ChromiumTab;
}

/** A page with the built core alone. */
export const test = base.extend<Fixtures>({
  secure: [false, { option: true }],
  pageServer: async ({ secure }, use) => {
    const server = await startPageServer({ secure });
    await use(server);
    await server.stop();
  },
  faultProxy: async ({ pageServer }, use) => {
    const proxy = await startFaultProxy({ port: pageServer.port, host: 'localhost' });
    await use(proxy);
    await proxy.stop();
  },
  tab: async ({ browserName, context, pageServer, browser }, use) => {
    const tab = await (browserName === 'chromium'
      ? openChromiumTab(browser, pageServer.url)
      : openFirefoxTab(context, pageServer.url));
    await use(tab);
    await tab.close();
  },
  chromiumTab: async ({ browser, pageServer }, use) => {
    const tab = await openChromiumTab(browser, pageServer.url);
    await use(tab);
    await tab.close();
  },
  baseURL: async ({ pageServer }, use) => use(pageServer.url),
});

/** Bytes that the page sent into a silence. */
export function lostBy({ links }: FaultProxy): number {
  return links.reduce((sum, { lost }) => sum + lost.server, 0);
}
