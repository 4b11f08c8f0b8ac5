// The other end of every connection, in a process of its own, started by `fork`, perhaps with the port to take. Where the
// room is `feed` it sends what it is told to, and remembers when; in `count` it counts what it hears; in `clock` it tells
// the time; and in `idle` it says nothing.
import { once } from 'node:events';
import { WebSocketServer } from 'ws';
import { messageText } from './messages.js';

/**
 * @typedef {object} Task what to send to all that are in the feed
 * @property {number} count messages
 * @property {number} rate a second; Infinity: all at once
 * @property {number} topics
 */

/** What the server has counted. */
/** @typedef {{ connections: number, open: number, heard: number, wrong: number, first: number, last: number }} Report */

/** @type {Set<import('ws').WebSocket>} */
const feed = new Set();
const counts = { connections: 0, heard: 0, wrong: 0, first: 0, last: 0, next: 0 };

const now = () => performance.timeOrigin + performance.now();

/** @type {Readonly<Record<string, (socket: import('ws').WebSocket) => void>>} */
const ROOMS = {
  feed(socket) {
    feed.add(socket);
    socket.on('close', () => feed.delete(socket));
  },
  /** Expects 0, 1, 2 … */
  count(socket) {
    socket.on('message', (data) => {
      counts.last = now();
      if (counts.heard === 0) counts.first = counts.last;
      counts.heard += 1;
      if (Number.parseInt(String(data), 10) !== counts.next) counts.wrong += 1;
      counts.next += 1;
    });
  },
  clock(socket) {
    socket.on('message', () => socket.send(String(now())));
  },
};

const server = new WebSocketServer({
  port: Number(process.argv[2] ?? 0),
  host: '127.0.0.1',
  backlog: 4096,
  perMessageDeflate: false,
});
server.on('connection', (socket, request) => {
  counts.connections += 1;
  socket.on('error', () => {});
  const [, room = ''] = (request.url ?? '').split(/[/?]/);
  ROOMS[room]?.(socket);
});
server.on('listening', () =>
  answer(/** @type {import('node:net').AddressInfo} */ (server.address()).port),
);
process.on('message', (/** @type {{ ask: string, task?: Task }} */ { ask, task }) => {
  if (ask === 'send' && task) send(task);
  else if (ask === 'flood' && task) flood(task.count);
  else if (ask === 'waiting') answer(feed.size);
  else if (ask === 'report') answer({ ...counts, open: server.clients.size });
});
process.on('disconnect', () => process.exit());

/** @param {Task} task */
function send({ count, rate, topics }) {
  /** @type {number[]} when each was handed over */
  const stamps = [];
  const started = now();

  function sendDue() {
    const due = Math.min(count, Math.floor(((now() - started) / 1000) * rate) + 1);
    while (stamps.length < due) {
      const text = messageText(stamps.length, topics);
      stamps.push(now());
      for (const socket of feed) socket.send(text);
    }
    if (stamps.length < count) setTimeout(sendDue, 1);
    else answer(stamps);
  }
  sendDue();
}

/** Messages that are made once and sent again and again. */
const CHUNK = 1000;

/**
 * Sends without making messages anew, so that whoever receives them is slower.
 *
 * @param {number} count a multiple of 1,000
 */
async function flood(count) {
  const frames = Array.from({ length: CHUNK }, (_, number) => {
    const text = Buffer.from(messageText(number, 1));
    // A whole text message whose length is one byte.
    return [Buffer.from([0x81, text.length]), text];
  });
  const chunk = Buffer.concat(frames.flat());
  for (const socket of feed) {
    // Where the frames go; `send` would make each of them anew.
    const { _socket: stream } = /** @type {{ _socket: import('node:net').Socket }} */ (
      /** @type {unknown} */ (socket)
    );
    for (let sent = 0; sent < count; sent += CHUNK) {
      if (!stream.write(chunk)) await once(stream, 'drain');
    }
  }
  answer(true);
}

/** @param {unknown} value */
function answer(value) {
  process.send?.({ answer: value });
}
