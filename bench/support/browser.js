// A Chromium, driven by the DevTools protocol alone: its Network domain stays off, which else copies every frame and
// makes a burst three times slower.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { findChromium } from '../../scripts/find-browser.js';

/**
 * @typedef {object} Page
 * @property {<Value>(expression: string) => Promise<Value>} evaluate awaits what a promise brings
 * @property {() => Promise<Metrics>} metrics
 * @property {() => Promise<number>} heap bytes in use, once all that is garbage has gone
 * @property {() => Promise<void>} close
 */

/**
 * @typedef {object} Metrics of a page's process, ms since it began
 * @property {number} main that its main thread was busy with tasks
 * @property {number} script that of these went into scripts
 * @property {number} cpu of all its threads
 */

/**
 * @typedef {object} Browser
 * @property {string} version
 * @property {(url: string) => Promise<Page>} open
 * @property {() => Promise<void>} close
 */

/** @returns {Promise<Browser>} */
export async function startBrowser() {
  const { executablePath, args } = findChromium({ install: true });
  const profile = mkdtempSync(join(tmpdir(), 'towline-bench-'));
  const child = spawn(
    executablePath,
    [...args, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const call = await connect(await addressOf(child.stderr));
  const { product } = await call('Browser.getVersion');

  return {
    version: product.replace(/^\w+\//, 'Chromium '),
    open: (url) => openPage(call, url),
    async close() {
      const gone = once(child, 'exit');
      call('Browser.close').catch(() => {});
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** @param {import('node:stream').Readable} output */
async function addressOf(output) {
  for await (const line of createInterface(output)) {
    const [, address] = /^DevTools listening on (ws:\S+)/.exec(line) ?? [];
    if (!address) continue;
    output.resume();
    return address;
  }
  throw new Error('Chromium did not start.');
}

/**
 * What a command answers depends on it.
 *
 * @typedef {(method: string, params?: object, sessionId?: string) => Promise<any>} Call
 */

/**
 * @param {string} address
 * @returns {Promise<Call>}
 */
async function connect(address) {
  const socket = new WebSocket(address, { perMessageDeflate: false, maxPayload: 0 });
  await once(socket, 'open');
  /** @type {Map<number, { resolve(value: unknown): void, reject(error: Error): void }>} */
  const waiting = new Map();
  let last = 0;
  socket.on('message', (data) => {
    const { id, result, error } = JSON.parse(String(data));
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(new Error(error.message));
    else asked?.resolve(result);
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Chromium has gone.'));
    waiting.clear();
  });
  return (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params, sessionId }));
    });
}

/**
 * @param {Call} call
 * @param {string} url
 * @returns {Promise<Page>}
 */
async function openPage(call, url) {
  const { targetId } = await call('Target.createTarget', { url });
  const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
  // The processor's time, not the wall's: what other processes take is not the page's.
  await call('Performance.enable', { timeDomain: 'threadTicks' }, sessionId);

  return {
    async evaluate(expression) {
      const { result, exceptionDetails } = await call(
        'Runtime.evaluate',
        { expression, awaitPromise: true, returnByValue: true },
        sessionId,
      );
      if (!exceptionDetails) return result.value;
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    },
    async metrics() {
      const { metrics } = await call('Performance.getMetrics', {}, sessionId);
      /** @param {string} name */
      const milliseconds = (name) =>
        1000 * metrics.find((/** @type {{ name: string }} */ each) => each.name === name).value;
      return {
        main: milliseconds('TaskDuration'),
        script: milliseconds('ScriptDuration'),
        cpu: milliseconds('ProcessTime'),
      };
    },
    async heap() {
      // What finalizers let go is garbage only then.
      for (let round = 0; round < 3; round += 1) {
        await call('HeapProfiler.collectGarbage', {}, sessionId);
      }
      const { usedSize } = await call('Runtime.getHeapUsage', {}, sessionId);
      return usedSize;
    },
    async close() {
      await call('Target.closeTarget', { targetId });
    },
  };
}
