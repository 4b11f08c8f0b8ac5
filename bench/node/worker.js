// What the scenarios in Node share: the contender, and how to speak with who started the process.
import { once } from 'node:events';
import { WebSocket } from 'ws';

/** When each connection was tried, ms since 1970. @type {number[]} */
export const attempts = [];

export function now() {
  return performance.timeOrigin + performance.now();
}

class CountedWebSocket extends WebSocket {
  /** @param {ConstructorParameters<typeof WebSocket>} args */
  constructor(...args) {
    super(...args);
    attempts.push(now());
  }
}
// Node 20 has none; the others look for the platform's.
Object.assign(globalThis, { WebSocket: CountedWebSocket });

const [, , name = '', url = '', total = ''] = process.argv;

export const address = url;
export const count = Number(total);

/** @returns {Promise<import('../page/kit.js').CoreContender>} */
export function loadContender() {
  return import(`../contenders/${name}.js`);
}

/** @param {unknown} value */
export function tell(value) {
  process.send?.(value);
}

/** Until the other side says so. @param {string} word */
export async function hear(word) {
  for (;;) {
    const [heard] = await once(process, 'message');
    if (heard === word) return;
  }
}

process.on('disconnect', () => process.exit());
