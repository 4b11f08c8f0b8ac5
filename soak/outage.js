// A server dies under many clients, is away for a while, and comes back; they have the default policy. The server is
// killed, so that nobody says goodbye, and another process takes its port.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createWebSocket } from '@towline/core';
import { WebSocket } from 'ws';
import { largestShare, median } from '../scripts/support/statistics.js';
import { tell, total } from './support/client.js';
import { resourcesLeft } from './support/leftovers.js';

/** ms */
const AWAY = 3500;
const WINDOW = 100;
/** ms after which a connection counts as healthy, so that attempts are counted from 0; and some more. */
const HEALTHY = 6000;
const PATIENCE = 30_000;
/** ms that a timer may be late: where others have the processors, nothing can be said. */
const LATE = 100;

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
    if (!nextRetry) return;
    const longest = Math.min(30_000, 1500 * 1.12 ** (attempt - 1));
    const shortest = attempt === 1 ? 0 : longest / 2;
    if (nextRetry.delay < shortest || nextRetry.delay > longest) wrong += 1;
  });
  socket.open();
  return socket;
});
await until(() => sockets.every(isOpen));
await sleep(HEALTHY);

for (const own of attempts) own.length = 0;
for (const socket of sockets) socket.on('open', () => arrivals.push(passed()));
const delays = monitorEventLoopDelay({ resolution: 10 });
delays.enable();
diedAt = performance.now();
first.kill('SIGKILL');
await sleep(AWAY);
second.send('listen');
await once(second, 'message');
const away = passed();
await until(() => sockets.every(isOpen));

delays.disable();
const latest = Math.round(delays.percentile(99) / 1e6);

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
    'over 15 % of the attempts within 100 ms': [largestShare(all, WINDOW) > 0.15, false],
    'over 15 % of the arrivals within 100 ms': [largestShare(arrivals, WINDOW) > 0.15, false],
    'the median client back within a second': [median(arrivals) - away <= 1000, true],
    [`timers over ${LATE} ms late, as on a machine that is busy with something else`]: [
      latest > LATE,
      false,
    ],
    'timers and handles': [await resourcesLeft(), []],
  },
  figures: {
    away: Math.round(away),
    median: Math.round(median(arrivals) - away),
    attempts: all.length / total,
    attemptsShare: largestShare(all, WINDOW),
    arrivalsShare: largestShare(arrivals, WINDOW),
  },
});

/** @param {import('@towline/core').TowlineSocket} socket */
function isOpen(socket) {
  return socket.getSnapshot().status === 'open';
}

/** @param {() => boolean} done */
async function until(done) {
  const deadline = performance.now() + PATIENCE;
  while (!done() && performance.now() < deadline) await sleep(10);
}
