// One connection: numbered messages both ways, each heard by two listeners, a log and an iterator.
import { createLog, createWebSocket, messages } from '@towline/core';
import { address, environment, hasFlag, tell, total } from './support/client.js';
import { heapUsed, quartersOf, SAMPLES } from './support/heap.js';
import { processListeners, resourcesLeft } from './support/leftovers.js';

/** How many are on their way at once; the first ones fit the queue. */
const BATCH = 1000;

const before = { listeners: processListeners() };
const counts = { sent: 0, queued: 0, dropped: 0, flushed: 0, heard: 0, again: 0, iterated: 0 };
/** Numbers that were not the next. */
let wrong = 0;
let arrived = () => {};
let awaited = 0;

const socket = createWebSocket(`${address}/count`, { environment });
socket.on('sent', ({ message }) => {
  if (Number(message) !== counts.flushed) wrong += 1;
  counts.flushed += 1;
});
socket.on('message', (message) => {
  if (Number(message) !== counts.heard) wrong += 1;
  counts.heard += 1;
});
socket.on('message', (message) => {
  if (Number(message) !== counts.again) wrong += 1;
  counts.again += 1;
  if (counts.again === awaited) arrived();
});
const log = createLog(socket, { limit: 100 });
const iteration = iterate();

async function iterate() {
  for await (const message of messages(socket)) {
    if (Number(message) !== counts.iterated) wrong += 1;
    counts.iterated += 1;
  }
}

/** @type {number[]} */
const samples = [];
/** Left behind on purpose, to show that it is noticed. @type {unknown[]} */
const leaked = [];
const started = performance.now();
for (let first = 0; first < total; first += BATCH) {
  const all = new Promise((resolve) => {
    arrived = () => resolve(undefined);
  });
  awaited = Math.min(total, first + BATCH);
  for (let number = first; number < awaited; number += 1) {
    counts[socket.send(String(number))] += 1;
    if (hasFlag('leak')) leaked.push({ number });
  }
  // The first ones wait for the connection.
  if (first === 0) socket.open();
  await all;
  if ((first / BATCH) % Math.ceil(total / BATCH / SAMPLES) === 0) samples.push(await heapUsed());
}
const seconds = (performance.now() - started) / 1000;

// A frame later the log has what came last.
const closed = new Promise((resolve) => socket.on('close', resolve));
socket.close();
await closed;
await iteration;
const expectedLog = Array.from({ length: 100 }, (_, index) => String(total - 100 + index));

tell({
  heap: quartersOf(samples),
  facts: {
    'sent or queued': [counts.sent + counts.queued, total],
    'queued before it was open': [counts.queued, BATCH],
    'queued and told as sent': [counts.flushed, BATCH],
    dropped: [counts.dropped, 0],
    'heard by the first listener': [counts.heard, total],
    'heard by the second listener': [counts.again, total],
    'read from the iterator': [counts.iterated, total],
    'the last 100 in the log': [log.getSnapshot(), expectedLog],
    'out of order, lost or twice': [wrong, 0],
    'listeners of the process': [processListeners(), before.listeners],
    'timers and handles': [await resourcesLeft(), []],
  },
  figures: { perSecond: Math.round(total / seconds) },
});
