import type * as core from '@towline/core';
import { type FaultProxy, startFaultProxy } from '@towline/testing/faults';
import { type PageServer, startPageServer } from './page-server.ts';
import { test as base } from './test.ts';

interface Fixtures {
  /** Serves the page, and is the other end of its sockets. */
  pageServer: PageServer;
  /** Leads to that server, and can do what networks do. */
  faultProxy: FaultProxy;
}

/** What the page (e2e/pages/core-page.js) has for `page.evaluate`. */
declare global {
  var loadCore: () => Promise<typeof core>;
  /** Keeps the socket, and writes into `told` what it tells. */
  var listenTo: (socket: core.TowlineSocket) => void;
  var socket: core.TowlineSocket;
  var told: string[];
}

/** A page with the built core alone. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures there.
  pageServer: async ({}, use) => {
    const server = await startPageServer();
    await use(server);
    await server.stop();
  },
  faultProxy: async ({ pageServer }, use) => {
    const proxy = await startFaultProxy({ port: pageServer.port, host: 'localhost' });
    await use(proxy);
    await proxy.stop();
  },
  baseURL: async ({ pageServer }, use) => use(pageServer.url),
});
