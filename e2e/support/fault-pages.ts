import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import react from '@vitejs/plugin-react';
import vue from '@vitejs/plugin-vue';
import { build, type Rolldown } from 'vite';

/** Who is tried: the core alone, and each binding by its components. */
export const CLIENTS = ['core', 'react', 'vue', 'svelte'] as const;
export type Client = (typeof CLIENTS)[number];

export interface FaultPages {
  urlOf(client: Client): string;
  stop(): Promise<void>;
}

/** Builds a page for each client out of the built packages and the components of their tests, and serves it. */
export async function startFaultPages(): Promise<FaultPages> {
  const files = await bundle();
  const http = createServer(({ url = '/' }, response) => {
    const path = url.slice(1);
    const file = files.get(path);
    if (file !== undefined)
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(file);
    else response.writeHead(200, { 'content-type': 'text/html' }).end(pageOf(path));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    urlOf: (client) => `http://127.0.0.1:${port}/${client}`,
    stop() {
      http.closeAllConnections();
      return new Promise((resolve) => http.close(() => resolve()));
    },
  };
}

function pageOf(client: string): string {
  return `<!doctype html><meta charset="utf-8"><title>Faults</title><link rel="icon" href="data:,">
<body><script type="module" src="/${client}.js"></script></body>`;
}

async function bundle(): Promise<ReadonlyMap<string, string>> {
  const input = Object.fromEntries(
    CLIENTS.map((client) => [
      client,
      fileURLToPath(new URL(`../../packages/${client}/tests/fault-page.ts`, import.meta.url)),
    ]),
  );
  const result = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [react(), vue(), svelte({ configFile: false })],
    // The `act` of React, by which the tests mount, is in its development build alone.
    define: { 'process.env.NODE_ENV': JSON.stringify('development') },
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input, output: { entryFileNames: '[name].js' } },
    },
  });
  const { output } = result as Rolldown.RolldownOutput;
  return new Map(
    output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]),
  );
}
