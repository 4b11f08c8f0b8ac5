// What the runs in Node share. Each is a process of its own, is given the server's port and how much is to be done,
// and prints what it found. It has to end by itself: a timer or a handle that is left would keep it.
import { WebSocket } from 'ws';

/**
 * What a run found. A fact is what was found and what was expected; figures are shown, and not judged.
 *
 * @typedef {object} Finding
 * @property {import('./heap.js').Heap} [heap]
 * @property {Readonly<Record<string, readonly [found: unknown, expected: unknown]>>} facts
 * @property {Readonly<Record<string, number>>} [figures]
 */

/** The client that Node 20 lacks. */
export const environment = { WebSocket: /** @type {never} */ (WebSocket) };

const [, , port, count, ...flags] = process.argv;

/** The server's. */
export const address = `ws://127.0.0.1:${port}`;

/** How many rounds, messages or sockets. */
export const total = Number(count);

/** @param {string} name */
export function hasFlag(name) {
  return flags.includes(name);
}

/** @param {Finding} finding */
export function tell(finding) {
  process.stdout.write(`${JSON.stringify(finding)}\n`);
}
