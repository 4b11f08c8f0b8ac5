import type { Codec, Environment } from '@towline/core';
import { createDoor } from './door.js';
import { createGlobalPlace, type WebSocketClass } from './env/global-place.js';
import { realTimers } from './env/timers.js';
import { MockServerError } from './errors.js';
import type { Handshake } from './link.js';
import type { ManualClock } from './manual-clock.js';
import { createMockConnection, type MockConnection } from './mock-connection.js';
import { createMockWebSocket } from './mock-web-socket.js';
import { createReader } from './reader.js';
import { settle } from './settle.js';
import type { MockData } from './wire-data.js';

export interface MockServerOptions<Received = MockData, Sent = Received> {
  /** Between the wire and the test's messages, as the server sees them. Default: text and bytes as they are. */
  readonly codec?: Codec<Received, Sent> | undefined;
  /**
   * Which of the offered subprotocols is chosen; '' where none is offered. Default the first one. With another answer the
   * handshake fails, as in browsers.
   */
  readonly protocol?: ((offered: readonly string[]) => string) | undefined;
  /** ms that everything takes in each direction, handshakes too. Default 0: it takes a task. */
  readonly latency?: number | undefined;
  /** Lets time pass where the test says so; `environment` gives it to sockets. Default: the runtime's timers, or a test's fakes. */
  readonly clock?: ManualClock | undefined;
}

/** A server in memory, and the WebSocket that leads to it. There is no network. */
export interface MockServer<Received = MockData, Sent = Received> {
  /** Every WebSocket of this class has this server at its other end, whatever its URL is. */
  readonly WebSocket: WebSocketClass;
  /** For `createWebSocket(url, { environment })`, where no global shall be touched; with a manual clock its time as well. */
  readonly environment: Partial<Environment>;
  /** Each that was ever accepted, in order. */
  readonly connections: readonly MockConnection<Received, Sent>[];
  /** What has arrived over all of them, in order. */
  readonly received: readonly Received[];
  /** What becomes of the next handshakes. Those that were ignored get their answer when it is something else. */
  handshake: Handshake;
  /** ms in each direction, from now on. */
  latency: number;
  /** Whether something is under way. */
  readonly busy: boolean;
  /**
   * Resolves when nothing is under way any more and views have shown it; a manual clock or fake timers (of vitest, jest or
   * sinon) move as far as that takes. In tests of components use `flush` of your framework, which lets it render too.
   *
   * Rejects with a `MockServerError`: `timers-stand-still` at once where timers can neither go nor be moved, `nothing-arrives`
   * where nothing has arrived for 2,000 ms and its latency, `never-quiet` where client and server answer each other for longer
   * than 2,000 ms and 25 latencies in real time, or 60,000 ms and 100 latencies where a clock is moved.
   */
  settle(): Promise<void>;
  /**
   * The next connection that was not asked for yet, as `for await` gives them. Rejects with a `MockServerError`, `server-reset`,
   * where the server is reset first.
   */
  connected(): Promise<MockConnection<Received, Sent>>;
  [Symbol.asyncIterator](): AsyncIterator<MockConnection<Received, Sent>, undefined>;
  /** To all that are open. */
  send(message: Sent): void;
  /** Answers what comes over any connection, also later ones: see `MockConnection.reply`. */
  reply(answer: (message: Received) => Sent | undefined): () => void;
  /** Closes all that are open, as a restart does. */
  close(code?: number, reason?: string): void;
  /** All connections are lost. */
  drop(): void;
  /** All links are silent, those that begin later too, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Takes the place of the global `WebSocket`, until `reset` or the function that it returns is called. */
  install(): () => void;
  /**
   * Between tests: ends all connections with 1000, after which Towline does not come back, those that are connecting too;
   * forgets them, and gives the global back; the rest is as in the beginning.
   *
   * Clients that wait for a retry have no WebSocket, and hear nothing. They are known when they come, hear 1000 then, and are
   * not among the `connections`: sockets with `environment` always, others in Node where their timers are real. Unmount or
   * close all others first.
   */
  reset(): void;
}

/**
 * Makes a server in memory. `install()` puts its WebSocket in the place of the global one; or sockets get it by its
 * `environment`.
 *
 * @example
 * const server = createMockServer({ codec: json<ClientMessage, ServerMessage>() })
 * beforeEach(() => server.install())
 * afterEach(() => server.reset())
 *
 * it('shows what is said', async () => {
 *   render(<Chat />)
 *   await flush(server)
 *   server.send({ type: 'said', text: 'hello' })
 *   await flush(server)
 *   expect(screen.getByText('hello')).toBeDefined()
 * })
 */
export function createMockServer(options?: Omit<MockServerOptions, 'codec'>): MockServer;
export function createMockServer<Received, Sent>(
  options: MockServerOptions<Received, Sent> & { readonly codec: Codec<Received, Sent> },
): MockServer<Received, Sent>;
export function createMockServer<Received, Sent>({
  codec = AS_IT_IS as unknown as Codec<Received, Sent>,
  protocol: choose = ([first = '']) => first,
  latency = 0,
  clock,
}: MockServerOptions<Received, Sent> = {}): MockServer<Received, Sent> {
  type Connection = MockConnection<Received, Sent>;
  const replies = new Set<(message: Received) => Sent | undefined>();
  let connections = createReader<Connection>();
  const received: Received[] = [];
  const place = createGlobalPlace();
  const door = createDoor(clock?.environment ?? realTimers, latency, (client, lanes) => {
    const { protocols } = client;
    const protocol = choose(protocols);
    // As the standard says: none where some were offered is no answer, and what was not offered is none either.
    if (protocols.length === 0 ? protocol !== '' : !protocols.includes(protocol)) return undefined;
    const made = createMockConnection(client, protocol, codec, lanes, (message) => {
      received.push(message);
      return replies;
    });
    connections.push(made.connection);
    return made;
  });
  const MockWebSocket = createMockWebSocket(door.connect);

  function forAll(act: (connection: Connection) => void) {
    for (const connection of connections.all) act(connection);
  }
  function drop() {
    forAll((connection) => connection.drop());
  }

  return {
    WebSocket: MockWebSocket,
    environment: { ...clock?.environment, ...door.timers, WebSocket: MockWebSocket },
    get connections() {
      return connections.all;
    },
    received,
    get handshake() {
      return door.handshake;
    },
    set handshake(handshake) {
      door.handshake = handshake;
    },
    get latency() {
      return door.latency;
    },
    set latency(milliseconds) {
      door.latency = milliseconds;
    },
    get busy() {
      return door.busy;
    },
    settle: () => settle(clock, door),
    connected: () => connections.next(),
    [Symbol.asyncIterator]: () => connections.iterate(),
    send: (message) => forAll((connection) => connection.send(message)),
    reply(answer) {
      // An object of its own, so that one function may answer twice.
      const entry = (message: Received) => answer(message);
      replies.add(entry);
      return () => replies.delete(entry);
    },
    close: (code, reason) => forAll((connection) => connection.close(code, reason)),
    drop,
    freeze: door.freeze,
    thaw: door.thaw,
    install: () => place.take(MockWebSocket),
    reset() {
      door.reset();
      replies.clear();
      received.length = 0;
      const why = 'The server was reset before another connection came.';
      connections.end(new MockServerError('server-reset', why));
      connections = createReader();
      place.giveBack();
    },
  };
}

/** Text and bytes. */
const AS_IT_IS: Codec<MockData, MockData> = {
  decode: (data) => data,
  encode: (message) => message,
};
