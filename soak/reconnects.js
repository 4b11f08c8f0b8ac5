// A socket with every feature loses its connection again and again, in each of five ways, and comes back.
import { createLog, createWebSocket, heartbeat, messages, whenOpen } from '@towline/core';
import { WebSocket } from 'ws';
import { address, hasFlag, tell, total } from './support/client.js';
import { heapUsed, quartersOf, SAMPLES } from './support/heap.js';
import {
  countListeners,
  createCensus,
  processListeners,
  resourcesLeft,
  signalListeners,
} from './support/leftovers.js';

/** Ways to lose a connection: by the server's hand, by that of the user, or both. */
const WAYS = [
  () => socket.send('cut'),
  () => socket.send('close 1012'),
  () => socket.send('close 4000'),
  () => socket.reconnect(),
  () => {
    socket.close();
    socket.open();
  },
];

const before = { listeners: processListeners() };
const constructed = createCensus();
/** Of the user, who keeps it for longer than a connection lives. */
const { signal } = new AbortController();

class CountedWebSocket extends WebSocket {
  /** @param {string} url @param {string[]} protocols */
  constructor(url, protocols) {
    super(url, protocols);
    constructed.add(this);
  }
}

const socket = createWebSocket(`${address}/talk`, {
  environment: { WebSocket: /** @type {never} */ (CountedWebSocket) },
  retry: () => 0,
  heartbeat: heartbeat({ message: 'ping', isAnswer: (message) => message === 'pong' }),
  prepare: async ({ url }) => ({ url }),
  async authenticate(link) {
    link.send('token');
    if ((await link.receive()) !== 'welcome') throw new Error('not welcome');
  },
});
const listeners = countListeners(socket);

/** How often each was heard. @type {Map<string, number>} */
const heard = new Map();
/** Left behind on purpose, to show that it is noticed. @type {unknown[]} */
const leaked = [];
const result = { once: 0, sent: 0, logged: 0, iterated: 0 };
let most = { constructed: 0, listeners: 0, signal: 0 };

socket.on('sent', () => {
  result.sent += 1;
});
socket.on('message', (message) => heard.set(message, (heard.get(message) ?? 0) + 1));
socket.open();
await whenOpen(socket);

/** @type {number[]} */
const samples = [];
const atFirst = { listeners: listeners(), signal: signalListeners(signal) };
for (let round = 0; round < total; round += 1) {
  await lose(round);
  if (hasFlag('leak')) leaked.push(socket.on('error', () => leaked));
  if ((round + 1) % Math.ceil(total / SAMPLES) === 0) await look();
}

/** @param {number} round */
async function lose(round) {
  const message = `round ${round}`;
  const log = createLog(socket, { limit: 1 });
  const iterator = messages(socket, { signal });
  const echo = new Promise((resolve) => socket.on('message', resolve, { once: true, signal }));
  const lost = new Promise((resolve) => socket.on('close', resolve, { once: true }));
  WAYS[round % WAYS.length]?.();
  await lost;
  // Queued, and sent once it is open again; the second one is taken back before.
  const controller = new AbortController();
  socket.send(message, { signal });
  socket.send('taken back', { signal: controller.signal });
  controller.abort();
  await whenOpen(socket, { signal });
  if ((await echo) === message && heard.get(message) === 1) result.once += 1;
  if ((await iterator.next()).value === message) result.iterated += 1;
  await iterator.return?.();
  log.stop();
  if (log.getSnapshot().join() === message) result.logged += 1;
  heard.delete(message);
}

async function look() {
  samples.push(await heapUsed());
  most = {
    constructed: Math.max(most.constructed, constructed.count()),
    listeners: Math.max(most.listeners, listeners()),
    signal: Math.max(most.signal, signalListeners(signal)),
  };
}

const closed = new Promise((resolve) => {
  socket.on('statechange', ({ status }) => status === 'closed' && resolve(undefined));
});
socket.close();
await closed;
const surplus = heard.size;

tell({
  heap: quartersOf(samples),
  facts: {
    'came back, and the queued message was heard once': [result.once, total],
    'told as sent': [result.sent, total],
    'in a log': [result.logged, total],
    'in an iterator': [result.iterated, total],
    'other messages': [surplus, 0],
    'most listeners of the socket': [most.listeners, atFirst.listeners],
    'most listeners of a signal that stays': [most.signal, atFirst.signal],
    // The one that was left may not have gone yet.
    'platform sockets in memory, beyond the present and the last': [
      Math.max(0, most.constructed - 2),
      0,
    ],
    'listeners of the process': [processListeners(), before.listeners],
    'timers and handles': [await resourcesLeft(), []],
  },
});
