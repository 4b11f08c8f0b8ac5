// @ts-check
/**
 * The chat's server: node:http for the page, ws for the socket. PROTOCOL.md tells what they say.
 *
 * @import { IncomingMessage, Server, ServerResponse } from 'node:http'
 * @import { Duplex } from 'node:stream'
 * @import { Person, Refusal, Said, ServerMessage } from './protocol.js'
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join as joinPath, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { WebSocket, WebSocketServer } from 'ws';

const PROTOCOL = 'chat.v1';
const PATH = '/ws/chat';
const HISTORY = 100;
/** Ids remembered for each person: as many as Towline's queue may send again. */
const IDS = 1000;
const PEOPLE = 200;
const CONNECTIONS = 200;
const NAME_LENGTH = 24;
const TEXT_LENGTH = 2000;
const MAX_PAYLOAD = 64 * 1024;
/** Bytes a client may leave unread before it is cut off. */
const MAX_UNREAD = 1024 * 1024;
const MAX_GARBAGE = 5;
const MAX_PER_SECOND = 200;
const PING_MS = 15_000;

// ---------------------------------------------------------------- the command line

const USAGE = `Usage: node examples/chat/server.js [options]

  --port <number>   default 3000; 0 takes a free one
  --host <name>     default localhost; 0.0.0.0 lets other machines in
  --away <seconds>  how long a restart takes; default 3
  --help            this text
`;

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '3000' },
        host: { type: 'string', default: 'localhost' },
        away: { type: 'string', default: '3' },
        help: { type: 'boolean', default: false },
      },
    });
    if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
      throw new Error(`The port "${values.port}" is not a number from 0 to 65535.`);
    }
    if (!/^\d{1,3}$/.test(values.away)) {
      throw new Error(`The seconds "${values.away}" are not a number from 0 to 999.`);
    }
    return { ...values, port: Number(values.port), away: Number(values.away) };
  } catch (error) {
    return fail(`${/** @type {Error} */ (error).message}\n\n${USAGE}`);
  }
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}

// ---------------------------------------------------------------- the page

/** @typedef {{ body: Buffer, headers: Record<string, string> & { ETag: string } }} Page */

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const SECURITY_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

const DIST = fileURLToPath(new URL('./dist', import.meta.url));

/** Reads the whole built page, by path: what is not in it cannot be asked for. */
function readPages() {
  /** @type {Map<string, Page>} */
  const pages = new Map();
  for (const entry of readdirSync(DIST, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = joinPath(entry.parentPath, entry.name);
    const path = `/${relative(DIST, file).split(sep).join('/')}`;
    const body = readFileSync(file);
    pages.set(path === '/index.html' ? '/' : path, {
      body,
      headers: {
        ...SECURITY_HEADERS,
        'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
        // The build puts a hash of the content in the names of assets, and in no others.
        'Cache-Control': path.startsWith('/assets/')
          ? 'public, max-age=31536000, immutable'
          : 'no-cache',
        ETag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`,
      },
    });
  }
  return pages;
}

/** @type {Map<string, Page>} */
let pages = new Map();

/** @param {IncomingMessage} request @param {ServerResponse} response */
function answer(request, response) {
  const path = urlOf(request)?.pathname;
  const page = pages.get(path ?? '');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    refuse(response, 405, 'Only GET and HEAD are answered here.', { Allow: 'GET, HEAD' });
  } else if (path === PATH) {
    refuse(response, 426, 'This is a WebSocket.', { Upgrade: 'websocket', Connection: 'Upgrade' });
  } else if (!page) {
    refuse(response, 404, 'There is no such page.');
  } else if (request.headers['if-none-match'] === page.headers.ETag) {
    response.writeHead(304, page.headers).end();
  } else {
    response.writeHead(200, { ...page.headers, 'Content-Length': page.body.length });
    response.end(request.method === 'HEAD' ? undefined : page.body);
  }
}

/** @param {ServerResponse} response @param {number} status @param {string} message @param {Record<string, string>} [headers] */
function refuse(response, status, message, headers) {
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  });
  response.end(`${message}\n`);
}

/** @param {IncomingMessage} request */
function urlOf(request) {
  const url = `http://localhost${request.url}`;
  return URL.canParse(url) ? new URL(url) : null;
}

// ---------------------------------------------------------------- the room

/**
 * Somebody who is or was here. Kept when gone, so that a reconnect finds name and ids again.
 *
 * @typedef {{ id: string, name: string, here: Set<WebSocket>, ids: Map<string, number> }} Member
 */

/** @type {Map<string, Member>} */
const members = new Map();
/** @type {Said[]} */
const history = [];
let lastAt = 0;

/** The time, never the same twice. */
function now() {
  lastAt = Math.max(Date.now(), lastAt + 1);
  return lastAt;
}

/** @param {Member} member @returns {Person} */
const personOf = ({ id, name }) => ({ id, name });
const present = () => [...members.values()].filter(({ here }) => here.size > 0);

/** @param {WebSocket} socket @param {ServerMessage} message */
function tell(socket, message) {
  if (socket.readyState !== WebSocket.OPEN) return;
  if (socket.bufferedAmount > MAX_UNREAD) socket.terminate();
  else socket.send(JSON.stringify(message));
}

/** @param {ServerMessage} message @param {Member} [except] */
function tellAll(message, except) {
  for (const member of present()) {
    if (member === except) continue;
    for (const socket of member.here) tell(socket, message);
  }
}

/** @param {WebSocket} socket @param {string} key @param {string} name @returns {Member} */
function join(socket, key, name) {
  // Others see the id, so it must not tell the key.
  const id = createHash('sha256').update(key).digest('base64url').slice(0, 12);
  const member = members.get(id) ?? { id, name, here: new Set(), ids: new Map() };
  // Again as the last one, so that who was away longest is forgotten first.
  members.delete(id);
  members.set(id, member);
  forget(members, PEOPLE, ({ here }) => here.size === 0);

  const isNew = member.here.size === 0;
  member.here.add(socket);
  tell(socket, {
    type: 'welcome',
    you: personOf(member),
    people: present().map(personOf),
    history: [...history],
  });
  if (isNew) tellAll({ type: 'joined', person: personOf(member), at: now() }, member);
  return member;
}

/** @param {Member} member @param {WebSocket} socket */
function leave(member, socket) {
  member.here.delete(socket);
  if (member.here.size === 0) tellAll({ type: 'left', person: personOf(member), at: now() });
}

/** @param {Member} member @param {string} id @param {string} text @param {WebSocket} socket */
function say(member, id, text, socket) {
  const before = member.ids.get(id);
  const at = before ?? now();
  /** @type {Said} */
  const said = { type: 'said', id, from: personOf(member), text, at };
  // Sent again, because the first answer was lost: only who asks is answered.
  if (before !== undefined) return tell(socket, said);

  member.ids.set(id, at);
  forget(member.ids, IDS);
  history.push(said);
  if (history.length > HISTORY) history.shift();
  tellAll(said);
}

/** @param {Member} member @param {string} name */
function rename(member, name) {
  const before = member.name;
  if (name === before) return;
  member.name = name;
  tellAll({ type: 'renamed', person: personOf(member), before, at: now() });
}

/**
 * Removes the oldest, until a map has no more than `limit`.
 *
 * @template Value
 * @param {Map<string, Value>} map @param {number} limit @param {(value: Value) => boolean} [may]
 */
function forget(map, limit, may = () => true) {
  for (const [key, value] of map) {
    if (map.size <= limit) return;
    if (may(value)) map.delete(key);
  }
}

// ---------------------------------------------------------------- one connection

/** @typedef {Omit<Refusal, 'type'>} Problem */

/** @type {WeakSet<WebSocket>} */
const alive = new WeakSet();

/** @param {WebSocket} socket @param {string} key @param {string} name */
function serve(socket, key, name) {
  let garbage = 0;
  let second = 0;
  let received = 0;

  alive.add(socket);
  socket.on('pong', () => alive.add(socket));
  // ws closes the connection itself then; without a listener the process would end.
  socket.on('error', () => {});
  const member = join(socket, key, name);
  socket.on('close', () => leave(member, socket));

  socket.on('message', (data, isBinary) => {
    alive.add(socket);
    const thisSecond = Math.floor(Date.now() / 1000);
    received = thisSecond === second ? received + 1 : 1;
    second = thisSecond;
    if (received > MAX_PER_SECOND) return socket.close(4429, 'Too many messages in one second');

    const problem = isBinary
      ? { code: /** @type {const} */ ('not-text'), message: 'Messages are text, not bytes.' }
      : receive(member, String(data), socket);
    if (!problem) return;
    tell(socket, { type: 'error', ...problem });
    if (problem.code === 'bad-text' || problem.code === 'bad-name') return;
    garbage += 1;
    if (garbage >= MAX_GARBAGE) socket.close(4400, `Too many messages that are not ${PROTOCOL}`);
  });
}

/** @param {Member} member @param {string} data @param {WebSocket} socket @returns {Problem | void} */
function receive(member, data, socket) {
  /** @type {unknown} */
  let parsed;
  try {
    parsed = JSON.parse(data);
  } catch {
    return { code: 'not-json', message: 'The message is not JSON.' };
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return { code: 'bad-message', message: 'A message is an object with a type.' };
  }
  const { type, id, text, name, kind } = /** @type {Record<string, unknown>} */ (parsed);
  switch (type) {
    case 'say':
      if (typeof id !== 'string' || !/^[\w-]{1,64}$/.test(id) || typeof text !== 'string') {
        return {
          code: 'bad-message',
          message: 'say has an id (1 to 64 of A-Z a-z 0-9 _ -) and a text.',
        };
      }
      if (text.trim() === '' || text.length > TEXT_LENGTH) {
        return { code: 'bad-text', message: `A text has 1 to ${TEXT_LENGTH} characters.`, id };
      }
      return say(member, id, text, socket);
    case 'rename': {
      const clean = cleanName(name);
      return clean === null ? { code: 'bad-name', message: NAME_RULE } : rename(member, clean);
    }
    case 'fault':
      if (kind === 'drop') return socket.terminate();
      if (kind === 'restart') return restart();
      return { code: 'bad-message', message: 'The kind of a fault is drop or restart.' };
    default:
      return {
        code: 'bad-message',
        message: 'The type of a message is one of say, rename and fault.',
      };
  }
}

const NAME_RULE = `A name has 1 to ${NAME_LENGTH} characters, and no control characters.`;

/** @param {unknown} value */
function cleanName(value) {
  if (typeof value !== 'string') return null;
  const name = value.normalize().replace(/\s+/g, ' ').trim();
  // Those of the second range turn the direction of the text around them.
  const isClean = !/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(name);
  return isClean && name !== '' && [...name].length <= NAME_LENGTH ? name : null;
}

// ---------------------------------------------------------------- the handshake

/** @param {IncomingMessage} request @returns {{ key: string, name: string } | { status: string, message: string }} */
function inspect(request) {
  const url = urlOf(request);
  const key = url?.searchParams.get('client') ?? '';
  const name = cleanName(url?.searchParams.get('name'));
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',');
  if (url?.pathname !== PATH) {
    return { status: '404 Not Found', message: `The WebSocket is at ${PATH}.` };
  }
  if (!isSameOrigin(request)) {
    return { status: '403 Forbidden', message: 'Pages of another origin may not connect.' };
  }
  if (!offered.some((protocol) => protocol.trim() === PROTOCOL)) {
    return { status: '400 Bad Request', message: `Offer the subprotocol ${PROTOCOL}.` };
  }
  if (!/^[\w-]{16,64}$/.test(key)) {
    return { status: '400 Bad Request', message: 'Give client=, 16 to 64 of A-Z a-z 0-9 _ -.' };
  }
  if (name === null) return { status: '400 Bad Request', message: `Give name=. ${NAME_RULE}` };
  return { key, name };
}

/** Browsers always tell the origin; what tells none is no page. @param {IncomingMessage} request */
function isSameOrigin({ headers: { host, origin } }) {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

/** @param {Duplex} stream @param {string} status @param {string} message */
function refuseUpgrade(stream, status, message) {
  const body = `${message}\n`;
  stream.end(
    `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

// ---------------------------------------------------------------- listening

/** What listens at present, and would have to be closed. @type {{ http: Server, sockets: WebSocketServer } | null} */
let listening = null;
/** @type {NodeJS.Timeout | undefined} */
let comingBack;

function listen() {
  const { port, host } = at;
  try {
    pages = readPages();
  } catch {
    return fail('The page is not built yet. Run: npm run build');
  }
  const http = createServer(answer);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD,
    handleProtocols: () => PROTOCOL,
  });
  http.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy());
    const caller = inspect(request);
    if ('status' in caller) return refuseUpgrade(stream, caller.status, caller.message);
    if (sockets.clients.size >= CONNECTIONS) {
      return refuseUpgrade(stream, '503 Service Unavailable', 'The room is full.');
    }
    sockets.handleUpgrade(request, stream, head, (socket) =>
      serve(socket, caller.key, caller.name),
    );
  });
  http.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
    if (error.code === 'EADDRINUSE') {
      fail(
        `Port ${port} is taken. Choose another one: --port ${port === 65_535 ? port - 1 : port + 1}`,
      );
    }
    if (error.code === 'EACCES') fail(`Port ${port} needs more rights. Choose one above 1023.`);
    fail(`Cannot listen on ${host}:${port}: ${error.message}`);
  });
  http.listen(port, host, () => {
    const address = http.address();
    if (typeof address === 'object' && address) at.port = address.port;
    const shown = host.includes(':') ? `[${host}]` : host;
    console.log(`Towline chat: http://${shown}:${at.port}`);
  });
  listening = { http, sockets };
}

/** @param {NonNullable<typeof listening>} present */
function cut({ http, sockets }) {
  http.close();
  for (const socket of sockets.clients) socket.terminate();
  http.closeAllConnections();
}

/** Really gone for a while; only the room's memory stays. */
function restart() {
  if (!listening) return;
  console.log(`Restarting; back in ${at.away} s.`);
  cut(listening);
  listening = null;
  comingBack = setTimeout(listen, at.away * 1000);
}

/** Who does not answer a ping until the next one is gone, whatever TCP believes. */
function reap() {
  for (const socket of listening?.sockets.clients ?? []) {
    if (alive.delete(socket)) socket.ping();
    else socket.terminate();
  }
}

function stop() {
  clearTimeout(comingBack);
  clearInterval(reaping);
  if (!listening) return;
  const last = listening;
  listening = null;
  last.http.close();
  for (const socket of last.sockets.clients) socket.close(1001, 'The server stops');
  // Whoever does not answer the close is cut off.
  setTimeout(cut, 500, last);
}

const at = readArguments();
if (at.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}
const reaping = setInterval(reap, PING_MS);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
listen();
