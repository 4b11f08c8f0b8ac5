import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type WebSocket, WebSocketServer } from 'ws';

const PAGES = fileURLToPath(new URL('../pages', import.meta.url));
const CORE = fileURLToPath(new URL('../../packages/core/dist', import.meta.url));

const CERTIFICATE = fileURLToPath(new URL('localhost.pem', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
};

/** Serves a page with the built core alone, and the other end of its sockets. */
export interface PageServer {
  readonly url: string;
  readonly port: number;
  /** All connections there ever were, in order. */
  readonly sockets: readonly WebSocket[];
  /** What each of them said, in order. */
  readonly received: readonly (readonly string[])[];
  /** While false, handshakes are refused. */
  accepting: boolean;
  /** While false, pings of a heartbeat are not answered. */
  answering: boolean;
  stop(): Promise<void>;
}

/** @param secure by https, with a certificate that nobody has signed */
export async function startPageServer({ secure = false } = {}): Promise<PageServer> {
  const sockets: WebSocket[] = [];
  const received: string[][] = [];
  let accepting = true;
  let answering = true;
  const serve: RequestListener = async (request, response) => {
    const file = fileOf(new URL(request.url ?? '/', 'http://localhost').pathname);
    try {
      const body = await readFile(file);
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  };
  const pem = secure && (await readFile(CERTIFICATE));
  const http = pem ? createSecureServer({ key: pem, cert: pem }, serve) : createServer(serve);
  const webSockets = new WebSocketServer({ server: http, verifyClient: () => accepting });
  webSockets.on('connection', (socket) => {
    const messages: string[] = [];
    sockets.push(socket);
    received.push(messages);
    socket.on('error', () => {});
    socket.on('message', (data) => {
      messages.push(String(data));
      if (String(data) === 'ping' && answering) socket.send('pong');
    });
  });
  await new Promise<void>((resolve) => http.listen(0, 'localhost', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `${secure ? 'https' : 'http'}://localhost:${port}`,
    port,
    sockets,
    received,
    get accepting() {
      return accepting;
    },
    set accepting(value) {
      accepting = value;
    },
    get answering() {
      return answering;
    },
    set answering(value) {
      answering = value;
    },
    stop() {
      for (const socket of sockets) socket.terminate();
      http.closeAllConnections();
      return new Promise((resolve) => http.close(() => resolve()));
    },
  };
}

/** The core is what is published; any other path is the page. */
function fileOf(path: string): string {
  const inside = normalize(path).split(sep).slice(1);
  if (inside[0] === 'core') return join(CORE, ...inside.slice(1));
  return join(PAGES, extname(path) ? (inside.at(-1) ?? '') : 'core.html');
}
