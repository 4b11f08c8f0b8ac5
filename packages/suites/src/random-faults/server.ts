import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** One end of a connection, as the server saw it. */
export interface ServedConnection {
  /** What the client said, in order. */
  readonly received: number[];
  /** How many messages it was sent: 0, 1, 2 … */
  said: number;
  /** Whether the server was told to close it. */
  closes: boolean;
}

export interface TalkingServer {
  readonly port: number;
  /** By the number that the client gave its connection. */
  readonly connections: ReadonlyMap<number, ServedConnection>;
  /** How many are open. */
  readonly open: number;
  /** From now on it listens, and says nothing by itself or in answer to a message. */
  hush(): void;
  /** Closes all that are open, with a closing handshake. */
  close(code: number): void;
  /** Destroys all that are open. */
  terminate(): void;
  stop(): Promise<void>;
}

/** ms between what it says by itself. */
const PACE = 4;

/**
 * Says `<connection>:0`, `<connection>:1` … by itself, and once more for each message; `ping` is answered by
 * `pong`.
 */
export async function startTalkingServer(): Promise<TalkingServer> {
  const connections = new Map<number, ServedConnection>();
  const present = new Map<WebSocket, ServedConnection>();
  let hushed = false;
  const http = createServer();
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket, request) => {
    const id = Number((request.url ?? '').slice(1));
    const connection: ServedConnection = { received: [], said: 0, closes: false };
    connections.set(id, connection);
    function say() {
      if (hushed || socket.readyState !== socket.OPEN) return;
      socket.send(`${id}:${connection.said}`);
      connection.said += 1;
    }
    const timer = setInterval(say, PACE);
    present.set(socket, connection);
    socket.on('close', () => {
      clearInterval(timer);
      present.delete(socket);
    });
    socket.on('error', () => {});
    socket.on('message', (data) => {
      if (String(data) === 'ping') socket.send('pong');
      else {
        connection.received.push(Number(data));
        say();
      }
    });
  });
  function forAll(hit: (socket: WebSocket) => void) {
    for (const socket of sockets.clients) hit(socket);
  }
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    port: (http.address() as AddressInfo).port,
    connections,
    get open() {
      return sockets.clients.size;
    },
    hush() {
      hushed = true;
    },
    close(code) {
      for (const [socket, connection] of present) {
        connection.closes = true;
        socket.close(code);
      }
    },
    terminate: () => forAll((socket) => socket.terminate()),
    stop() {
      forAll((socket) => socket.terminate());
      http.closeAllConnections();
      return new Promise((resolve) => http.close(() => resolve()));
    },
  };
}
