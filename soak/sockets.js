// Many sockets of one process at once: each hears its own, and all of it goes away again. With the flag `raw` the
// same with the client of the package ws alone, so that the difference is Towline's.
import { createWebSocket } from '@towline/core';
import { WebSocket } from 'ws';
import { address, environment, hasFlag, tell, total } from './support/client.js';
import { heapUsed } from './support/heap.js';
import { createCensus, processListeners, resourcesLeft } from './support/leftovers.js';

/**
 * @typedef {object} Client
 * @property {object} socket
 * @property {() => boolean} isOpen
 * @property {(text: string) => void} send
 * @property {() => void} close
 */

const create = hasFlag('raw') ? createRaw : createTowline;
const census = createCensus();

// What is made once for all is there before anything is measured.
await meet(1);
const before = { listeners: processListeners(), heap: await heapUsed() };
const { open, bytes, own } = await meet(total);
const left = await resourcesLeft();
const after = { listeners: processListeners(), heap: await heapUsed() };

tell({
  facts: {
    'open at once': [open, total],
    'heard its own, and nothing else': [own, total],
    'sockets in memory after all were closed': [await census.countLeft(), 0],
    'listeners of the process': [after.listeners, before.listeners],
    'timers and handles': [left, []],
  },
  figures: {
    bytesEach: Math.round((bytes - before.heap) / total),
    bytesLeftEach: Math.round((after.heap - before.heap) / total),
  },
});

/**
 * Opens as many, lets each talk, measures them while they are idle, and closes them.
 *
 * @param {number} many
 */
async function meet(many) {
  /** @type {string[][]} */
  const heard = Array.from({ length: many }, () => []);
  const waiting = createCountdown(many);
  const closing = createCountdown(many);
  /** @type {Client[]} */
  const clients = heard.map((words, index) =>
    create(`${address}/greet/${index}`, closing.done, (message) => {
      words.push(message);
      if (words.length === 1) clients[index]?.send('hello');
      else waiting.done();
    }),
  );
  for (const { socket } of clients) census.add(socket);
  await waiting.all;
  const open = clients.filter((client) => client.isOpen()).length;
  const own = heard.filter((words, index) => words.join() === `${index},${index}: hello`).length;
  heard.length = 0;
  const bytes = await heapUsed();
  for (const client of clients) client.close();
  await closing.all;
  return { open, bytes, own };
}

/**
 * @param {string} url
 * @param {() => void} closed
 * @param {(message: string) => void} hear
 * @returns {Client}
 */
function createTowline(url, closed, hear) {
  const socket = createWebSocket(url, { environment });
  socket.on('message', hear);
  socket.on('close', closed);
  socket.open();
  return {
    socket,
    isOpen: () => socket.getSnapshot().status === 'open',
    send: socket.send,
    close: () => socket.close(),
  };
}

/**
 * @param {string} url
 * @param {() => void} closed
 * @param {(message: string) => void} hear
 * @returns {Client}
 */
function createRaw(url, closed, hear) {
  const socket = new WebSocket(url);
  socket.onmessage = ({ data }) => hear(String(data));
  socket.onclose = closed;
  return {
    socket,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    send: (text) => socket.send(text),
    close: () => socket.close(),
  };
}

/** @param {number} many how often `done` is called until all is done */
function createCountdown(many) {
  let left = many;
  let finish = () => {};
  /** @type {Promise<void>} */
  const all = new Promise((resolve) => {
    finish = resolve;
  });
  return {
    all,
    done() {
      left -= 1;
      if (left === 0) finish();
    },
  };
}
