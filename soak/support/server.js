// The other end of the runs in Node, a server of the package ws in a process of its own: its heap is not the one
// that is measured. It is started by `fork`, perhaps with the port to take and the word `later`: then it listens
// once it is told to. It tells its port, and when it is asked for a report what it has counted.
import { WebSocketServer } from 'ws';

/** What the server counted. */
/** @typedef {{ connections: number, open: number, mostAtOnce: number, heard: number, wrong: number }} Report */

const counts = { connections: 0, mostAtOnce: 0, heard: 0, wrong: 0 };

const [, , port = '0', when] = process.argv;

/** @type {Readonly<Record<string, (socket: import('ws').WebSocket, rest: string) => void>>} */
const ROOMS = { talk, count, greet };

/**
 * Lets in who knows the word, echoes, and ends the connection as it is told.
 *
 * @param {import('ws').WebSocket} socket
 */
function talk(socket) {
  socket.on('message', (data) => {
    const text = String(data);
    if (text === 'token') socket.send('welcome');
    else if (text === 'ping') socket.send('pong');
    else if (text === 'cut') socket.terminate();
    else if (text.startsWith('close ')) socket.close(Number(text.slice(6)));
    else {
      counts.heard += 1;
      socket.send(text);
    }
  });
}

/**
 * Expects 0, 1, 2 …, and says its own 0, 1, 2 …
 *
 * @param {import('ws').WebSocket} socket
 */
function count(socket) {
  let next = 0;
  socket.on('message', (data) => {
    if (Number(data) !== next) counts.wrong += 1;
    socket.send(String(next));
    next = Number(data) + 1;
    counts.heard += 1;
  });
}

/**
 * Says the name that it was called by, and echoes with it.
 *
 * @param {import('ws').WebSocket} socket
 * @param {string} name
 */
function greet(socket, name) {
  socket.send(name);
  socket.on('message', (data) => {
    counts.heard += 1;
    socket.send(`${name}: ${data}`);
  });
}

function listen() {
  // A backlog for all that knock at once.
  const server = new WebSocketServer({ port: Number(port), host: '127.0.0.1', backlog: 4096 });
  server.on('connection', (socket, request) => {
    counts.connections += 1;
    counts.mostAtOnce = Math.max(counts.mostAtOnce, server.clients.size);
    socket.on('error', () => {});
    const [, room = '', rest = ''] = (request.url ?? '').split('/');
    ROOMS[room]?.(socket, rest);
  });
  server.on('listening', () => {
    process.send?.(/** @type {import('node:net').AddressInfo} */ (server.address()).port);
  });
  process.on('message', (word) => {
    if (word === 'report') process.send?.({ ...counts, open: server.clients.size });
  });
}

if (when === 'later') process.once('message', listen);
else listen();
