import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import * as vite from 'vite';
import webpack from 'webpack';
import { type WebSocket, WebSocketServer } from 'ws';

const FOLDER = fileURLToPath(new URL('../worker-page', import.meta.url));
const PAGE = join(FOLDER, 'page.js');
const WORKER = join(FOLDER, 'feed.worker.js');

/** How each bundler builds a page with a worker in the standard form, out of the box. */
const BUILDS = {
  async vite(folder: string) {
    await vite.build({
      root: FOLDER,
      configFile: false,
      logLevel: 'error',
      worker: { format: 'es' },
      build: {
        outDir: folder,
        emptyOutDir: false,
        rolldownOptions: { input: PAGE, output: { entryFileNames: 'page.js' } },
      },
    });
  },
  async esbuild(folder: string) {
    // It leaves the URL as it is: the worker is an entry of its own, beside the page.
    await esbuild.build({
      entryPoints: [PAGE, WORKER],
      bundle: true,
      format: 'esm',
      outdir: folder,
      logLevel: 'error',
      tsconfigRaw: {},
    });
  },
  webpack: (folder: string) =>
    new Promise<void>((resolve, reject) => {
      webpack(
        {
          mode: 'production',
          entry: PAGE,
          output: { path: folder, filename: 'page.js', publicPath: '' },
        },
        (error, stats) => {
          const wrong = error ?? (stats?.hasErrors() && new Error(stats.toString('errors-only')));
          if (wrong) reject(wrong);
          else resolve();
        },
      );
    }),
} as const;

export type Bundler = keyof typeof BUILDS;
export const BUNDLERS = Object.keys(BUILDS) as Bundler[];

export interface WorkerPage {
  readonly url: string;
  /** The connections there ever were, in order. */
  readonly sockets: readonly WebSocket[];
  /** What they said. */
  readonly received: readonly string[];
  stop(): Promise<void>;
}

/** @param policy the page's Content-Security-Policy */
export async function startWorkerPage(bundler: Bundler, policy = ''): Promise<WorkerPage> {
  const folder = await mkdtemp(join(tmpdir(), 'towline-worker-'));
  await BUILDS[bundler](folder);
  await writeFile(join(folder, 'index.html'), HTML);
  const http = createServer(async ({ url = '/' }, response) => {
    const name = url === '/' ? 'index.html' : url.slice(1);
    const type = extname(name) === '.js' ? 'text/javascript' : 'text/html';
    try {
      const body = await readFile(join(folder, name));
      response.writeHead(200, {
        'content-type': type,
        ...(policy && { 'content-security-policy': policy }),
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  const sockets: WebSocket[] = [];
  const received: string[] = [];
  const webSockets = new WebSocketServer({ server: http });
  webSockets.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('message', (data) => received.push(String(data)));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    sockets,
    received,
    async stop() {
      for (const socket of sockets) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}

const HTML = `<!doctype html><meta charset="utf-8"><title>Worker</title><link rel="icon" href="data:,">
<script type="module" src="/page.js"></script>`;
