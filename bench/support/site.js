// The contenders' pages, built for production and served.
import { createReadStream, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { root } from '../../scripts/support/run.js';

const BENCH = fileURLToPath(new URL('..', import.meta.url));
const OUTPUT = join(root, '.reports/bench-site');

/** @type {Readonly<Record<string, string>>} */
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** So that the page's clock is exact to some microseconds. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

export async function buildSite() {
  mkdirSync(OUTPUT, { recursive: true });
  await build({
    configFile: false,
    root: join(BENCH, 'page'),
    logLevel: 'error',
    mode: 'production',
    plugins: [svelte({ configFile: false })],
    worker: { format: 'es' },
    build: { outDir: OUTPUT, emptyOutDir: true, target: 'es2022' },
  });
}

/** @returns {Promise<{ url: string, close: () => void }>} */
export async function serveSite() {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = pathname === '/' ? 'index.html' : pathname.slice(1);
    if (name.includes('..')) {
      response.writeHead(404).end();
      return;
    }
    const file = createReadStream(join(OUTPUT, name));
    file.once('error', () => response.writeHead(404).end());
    file.once('open', () => {
      response.writeHead(200, { ...ISOLATED, 'content-type': TYPES[extname(name)] ?? '' });
      file.pipe(response);
    });
  });
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(undefined));
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
