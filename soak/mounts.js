// Components of a binding, mounted and unmounted again and again in a real Chromium, built as for production.
import { createServer } from 'node:http';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import react from '@vitejs/plugin-react';
import vue from '@vitejs/plugin-vue';
import { chromium } from 'playwright';
import { build } from 'vite';
import { WebSocketServer } from 'ws';
import { findChromium } from '../scripts/find-browser.js';
import { root } from '../scripts/support/run.js';
import { median } from '../scripts/support/statistics.js';

/** @typedef {'react' | 'vue' | 'svelte'} Binding */
/** @typedef {'production' | 'development'} Mode */

/** After so many the engine has compiled what it compiles, and its heap stays as it is. */
const WARM_UP = 2000;

/** A look takes this many, and some mounts between them: compiled code comes and goes. */
const SAMPLES = 5;
const STRIDE = 20;

/** A collection lets go of what finalizers and weak references held on to only with the next one. */
const COLLECTIONS = 3;

const PLUGINS = { react, vue, svelte: () => svelte({ configFile: false }) };

/**
 * @param {Binding} binding
 * @param {Mode} mode
 * @param {number} total how many times
 * @returns {Promise<import('./support/client.js').Finding>}
 */
export async function mountInChromium(binding, mode, total) {
  const server = await serve(await bundle(binding, mode));
  const browser = await chromium.launch(findChromium({ install: true }));
  try {
    const page = await browser.newPage();
    /** @type {string[]} */
    const said = [];
    page.on('pageerror', (error) => said.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') said.push(message.text());
    });
    await page.addInitScript(countTimers);
    await page.goto(server.url);
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.enable');

    /** @param {number} times */
    const mount = (times) =>
      page.evaluate(
        ([url, count]) => mountAndUnmount(url, count),
        /** @type {const} */ ([server.webSocketUrl, times]),
      );
    async function look() {
      for (let round = 0; round < COLLECTIONS; round += 1) {
        await session.send('HeapProfiler.collectGarbage');
      }
      const { usedSize, embedderHeapUsedSize } = await session.send('Runtime.getHeapUsage');
      const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
      const timers = await page.evaluate(() => pendingTimers());
      return { bytes: usedSize + embedderHeapUsedSize, nodes, listeners: jsEventListeners, timers };
    }

    /** The bytes that are usual, and the rest as it is at last. */
    async function lookWell() {
      const looks = [await look()];
      while (looks.length < SAMPLES) {
        await mount(STRIDE);
        looks.push(await look());
      }
      const bytes = median(looks.map((each) => each.bytes));
      return { ...looks[SAMPLES - 1], bytes };
    }

    await mount(WARM_UP);
    const before = await lookWell();
    await mount(total);
    const after = await lookWell();
    const mounted = WARM_UP + total + 2 * (SAMPLES - 1) * STRIDE;
    return {
      heap: { start: before.bytes, end: after.bytes },
      facts: {
        'connections that there were': [server.connections(), 2 * mounted],
        'connections left': [server.open(), 0],
        'timers left': [after.timers, 0],
        'listeners of the page': [after.listeners, before.listeners],
        'nodes of the page': [after.nodes, before.nodes],
        'errors and warnings': [said, []],
      },
    };
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** In the page, before anything else is: counts what waits for its time, or for a frame. */
function countTimers() {
  /** @type {Record<string, (...args: unknown[]) => unknown>} */
  const page = /** @type {never} */ (globalThis);
  /** @type {Set<string>} */
  const pending = new Set();
  for (const [start, stop] of /** @type {const} */ ([
    ['setTimeout', 'clearTimeout'],
    ['requestAnimationFrame', 'cancelAnimationFrame'],
  ])) {
    const { [start]: begin, [stop]: end } = page;
    page[start] = (callback, ...rest) => {
      const timer = begin?.(
        (/** @type {unknown[]} */ ...args) => {
          pending.delete(`${start} ${timer}`);
          if (typeof callback === 'function') callback(...args);
        },
        ...rest,
      );
      pending.add(`${start} ${timer}`);
      return timer;
    };
    page[stop] = (timer) => {
      pending.delete(`${start} ${timer}`);
      return end?.(timer);
    };
  }
  page['pendingTimers'] = () => pending.size;
}

/**
 * @param {Binding} binding
 * @param {Mode} mode
 * @returns {Promise<string>} one script
 */
async function bundle(binding, mode) {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    mode,
    plugins: [PLUGINS[binding]()],
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    build: {
      write: false,
      minify: mode === 'production',
      modulePreload: false,
      rollupOptions: { input: `packages/${binding}/tests/mounts.ts`, output: { format: 'iife' } },
    },
  });
  const outputs = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
  const script = outputs.find((each) => each.type === 'chunk');
  if (script?.type !== 'chunk') throw new Error('Nothing was built.');
  return script.code;
}

/**
 * The page, and a server that says hello.
 *
 * @param {string} script
 */
async function serve(script) {
  const http = createServer((request, response) => {
    const isPage = request.url === '/';
    response.writeHead(200, { 'content-type': isPage ? 'text/html' : 'text/javascript' });
    response.end(isPage ? PAGE : script);
  });
  const sockets = new WebSocketServer({ server: http });
  let connections = 0;
  sockets.on('connection', (socket) => {
    connections += 1;
    socket.on('error', () => {});
    socket.send('hello');
  });
  await new Promise((resolve) => http.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (http.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    webSocketUrl: `ws://127.0.0.1:${port}/`,
    connections: () => connections,
    open: () => sockets.clients.size,
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>Mounts</title><link rel="icon" href="data:,"><body><script src="/mounts.js"></script>';
