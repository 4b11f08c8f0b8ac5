import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';

/** What a server can answer to a handshake instead of what it should. */
export type Answer =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'wrong accept' }
  | { readonly kind: 'unrequested subprotocol' }
  | { readonly kind: 'not HTTP' }
  /** A good answer that ends after so many bytes. */
  | { readonly kind: 'cut'; readonly bytes: number }
  | { readonly kind: 'never' };

/** The server's end of an open connection. */
export interface ServerEnd {
  /** Of the package ws. */
  readonly socket: WebSocket;
  /** The texts it got, pings left out. */
  readonly received: readonly string[];
  /** Past all rules: these bytes, as they are. */
  write(bytes: Uint8Array): void;
  /** These bytes, and then FIN. */
  writeAndCut(bytes: Uint8Array): void;
  /** Goes away without a closing handshake. */
  cut(): void;
}

/**
 * A real server of the package ws on 127.0.0.1, that can be told to do wrong. It echoes each message, and
 * answers the text `ping` by `pong`.
 */
export interface FaultServer {
  readonly port: number;
  /** All that were ever opened, oldest first. */
  readonly ends: readonly ServerEnd[];
  /** How many handshakes came in. */
  readonly handshakes: number;
  /** Answers so to the next handshakes: so many of them, or until it is mended. */
  answer(answer: Answer, count?: number): void;
  /** From now on all is well. */
  mend(): void;
  stop(): Promise<void>;
}

/** Of RFC 6455, section 1.3. */
const KEY = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

export async function startFaultServer(): Promise<FaultServer> {
  const ends: ServerEnd[] = [];
  const streams = new Set<Duplex>();
  let handshakes = 0;
  let wrong: { answer: Answer; left: number } | undefined;

  const http = createServer();
  const webSockets = new WebSocketServer({ noServer: true });

  http.on('connection', (stream) => {
    streams.add(stream);
    stream.on('close', () => streams.delete(stream));
  });
  http.on('upgrade', (request, stream: Duplex, head) => {
    handshakes += 1;
    if (wrong && wrong.left > 0) {
      wrong.left -= 1;
      stream.on('error', () => {});
      stream.on('end', () => stream.end());
      stream.resume();
      answerWrong(wrong.answer, request, stream);
    } else {
      webSockets.handleUpgrade(request, stream, head, (socket) => ends.push(enter(socket, stream)));
    }
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));

  return {
    port: (http.address() as AddressInfo).port,
    ends,
    get handshakes() {
      return handshakes;
    },
    answer(answer, count = Number.POSITIVE_INFINITY) {
      wrong = { answer, left: count };
    },
    mend() {
      wrong = undefined;
    },
    stop() {
      for (const stream of streams) stream.destroy();
      return new Promise((resolve) => http.close(() => resolve()));
    },
  };
}

function enter(socket: WebSocket, stream: Duplex): ServerEnd {
  const received: string[] = [];
  socket.on('error', () => {});
  socket.on('message', (data, binary) => {
    if (String(data) === 'ping') return socket.send('pong');
    received.push(String(data));
    socket.send(data, { binary });
  });
  return {
    socket,
    received,
    write: (bytes) => stream.write(bytes),
    writeAndCut: (bytes) => stream.end(bytes),
    cut: () => stream.end(),
  };
}

function answerWrong(answer: Answer, request: IncomingMessage, stream: Duplex): void {
  switch (answer.kind) {
    case 'status':
      stream.end(
        head(`${answer.status} ${STATUS_CODES[answer.status]}`, {
          connection: 'close',
          'content-length': '0',
        }),
      );
      break;
    case 'wrong accept':
      stream.write(switching('not the key that was asked for'));
      break;
    case 'unrequested subprotocol':
      stream.write(
        switching(acceptOf(request), { 'sec-websocket-protocol': 'nobody.asked.for.it' }),
      );
      break;
    case 'not HTTP':
      stream.end('SSH-2.0-OpenSSH_9.2\r\n');
      break;
    case 'cut':
      stream.end(switching(acceptOf(request)).slice(0, answer.bytes));
      break;
    case 'never':
      break;
  }
}

function acceptOf({ headers }: IncomingMessage): string {
  const key = headers['sec-websocket-key'] ?? '';
  return createHash('sha1').update(`${key}${KEY}`).digest('base64');
}

function switching(accept: string, more: Readonly<Record<string, string>> = {}): string {
  return head('101 Switching Protocols', {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-accept': accept,
    ...more,
  });
}

function head(status: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`;
}
