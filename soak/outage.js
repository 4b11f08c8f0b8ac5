// A server dies under many clients, is away for a while, and comes back; they have the default policy. The server is
// killed, so that nobody says goodbye, and another process takes its port.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createWebSocket } from '@towline/core';
import { WebSocket } from 'ws';
import { tell, total } from './support/client.js';
import { median } from './support/heap.js';
import { resourcesLeft } from './support/leftovers.js';

/** ms */
const AWAY = 3500;
const WINDOW = 100;
/** ms after which a connection counts as healthy, so that attempts are counted from 0; and some more. */
const HEALTHY = 6000;
const PATIENCE = 30_000;

const SERVER = fileURLToPath(new URL('support/server.js', import.meta.url));

const first = fork(SERVER);
const [port] = await once(first, 'message');
const second = fork(SERVER, [String(port), 'later']);

/** When each attempt was made and each client was back, since the server was killed. @type {number[][]} */
const attempts = [];
/** @type {number[]} */
const arrivals = [];
/** Waits that the policy does not allow. */
let wrong = 0;
let diedAt = Number.NaN;
const passed = () => performance.now() - diedAt;

const sockets = Array.from({ length: total }, () => {
  /** @type {number[]} */
  const own = [];
  attempts.push(own);
  const socket = createWebSocket(`ws://127.0.0.1:${port}/greet/0`, {
    environment: {
      /** @type {(url: string, protocols: string[]) => never} */
      WebSocket(url, protocols) {
        own.push(passed());
        return /** @type {never} */ (new WebSocket(url, protocols));
      },
    },
  });
  socket.on('statechange', ({ attempt, nextRetry }) => {
    if (nextRetry && nextRetry.delay > 1500 * 1.2 ** (attempt - 1)) wrong += 1;
  });
  socket.open();
  return socket;
});
await until(() => sockets.every(isOpen));
await sleep(HEALTHY);

for (const own of attempts) own.length = 0;
for (const socket of sockets) socket.on('open', () => arrivals.push(passed()));
diedAt = performance.now();
first.kill('SIGKILL');
await sleep(AWAY);
second.send('listen');
await once(second, 'message');
const away = passed();
await until(() => sockets.every(isOpen));

const all = attempts.flat();
const back = sockets.filter(isOpen).length;
for (const socket of sockets) socket.close();
await until(() => sockets.every((socket) => socket.getSnapshot().status === 'closed'));
second.kill();
await once(second, 'exit');

tell({
  facts: {
    'back again': [back, total],
    'each once': [arrivals.length, total],
    'waits that the policy does not allow': [wrong, 0],
    'over 15 % of the attempts within 100 ms': [largestShare(all) > 0.15, false],
    'over 15 % of the arrivals within 100 ms': [largestShare(arrivals) > 0.15, false],
    'the median client back within a second': [median(arrivals) - away <= 1000, true],
    'timers and handles': [await resourcesLeft(), []],
  },
  figures: {
    away: Math.round(away),
    median: Math.round(median(arrivals) - away),
    attempts: all.length / total,
    attemptsShare: largestShare(all),
    arrivalsShare: largestShare(arrivals),
  },
});

/** @param {import('@towline/core').TowlineSocket} socket */
function isOpen(socket) {
  return socket.getSnapshot().status === 'open';
}

/**
 * The largest share of these moments that lies within any 100 ms.
 *
 * @param {readonly number[]} moments
 */
function largestShare(moments) {
  const sorted = moments.toSorted((a, b) => a - b);
  const counts = sorted.map(
    (moment) => sorted.filter((other) => other >= moment && other < moment + WINDOW).length,
  );
  return Math.max(...counts) / sorted.length;
}

/** @param {() => boolean} done */
async function until(done) {
  const deadline = performance.now() + PATIENCE;
  while (!done() && performance.now() < deadline) await sleep(10);
}
