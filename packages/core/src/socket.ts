import { assertClose } from './close.js';
import { type Connection, createConnection } from './connection.js';
import { createDelivery } from './delivery.js';
import { resolveUrl, type Url } from './destination.js';
import { createEmitter, createListeners } from './emitter.js';
import type { SocketEvents } from './events.js';
import { createInbox } from './inbox.js';
import { INTERNALS, type Internals } from './internals.js';
import { createLifetime } from './lifetime.js';
import { findWebSocket } from './link.js';
import { createLive } from './live-options.js';
import { atRest } from './machine/questions.js';
import { type CodecOptions, readOptions, type WebSocketOptions } from './options.js';
import { type Codec, encodeWith, text } from './policies/codec.js';
import { createRules } from './rules.js';
import { createSending, type Sending } from './sending.js';
import { type SocketFields, socketFields } from './socket-fields.js';
import type { TowlineSocket } from './towline-socket.js';
import { watchFixedOptions } from './warnings.js';

/**
 * Makes a socket. Nothing happens yet: it may be called in module scope, in render and on a server.
 * `open()` or `retain()` open the connection.
 *
 * @param url a URL, relative to the page or whole; null: off
 * @throws TowlineError `invalid-url`, `invalid-protocol` or `invalid-option`
 *
 * @example
 * const chat = createWebSocket('/ws/chat', { protocols: ['chat.v1'], codec: json<Incoming, Outgoing>() })
 * chat.on('message', (message) => console.log(message))
 * chat.open()
 * chat.send({ text: 'hi' })
 */
export function createWebSocket<Incoming, Outgoing>(
  url: Url,
  options: CodecOptions<Incoming, Outgoing>,
): TowlineSocket<Incoming, Outgoing>;
export function createWebSocket(url: Url, options?: WebSocketOptions): TowlineSocket;
export function createWebSocket<Incoming, Outgoing>(
  url: Url,
  options: WebSocketOptions<Incoming, Outgoing> = {},
): TowlineSocket<Incoming, Outgoing> {
  const settings = readOptions(options);
  const { environment } = settings;
  const codec = options.codec ?? (text() as unknown as Codec<Incoming, Outgoing>);
  const { protocols, enabled, retry, prepare, authenticate, keepQueue } = options;
  const live = createLive({ url, protocols, enabled, retry, prepare, authenticate, keepQueue });
  const binaryType = codec.binaryType ?? 'arraybuffer';
  const watchFixed = watchFixedOptions(options);

  const emitter = createEmitter<SocketEvents<Incoming, Outgoing>>(environment.reportError);
  const subscribers = createListeners<[]>(environment.reportError);
  const delivery = createDelivery<Incoming>(environment, settings.delivery, (callback) =>
    driver.callOut(callback, undefined),
  );
  const { outbox, send, transmit, announce }: Sending<Outgoing> = createSending(
    codec,
    settings.queue,
    {
      connection: () => connection,
      setTimer: environment.setTimer,
      sent: (message) => emitter.emit('sent', { message }),
      dropped: (message, reason) => emitter.emit('drop', { message, reason }),
    },
  );
  const connection: Connection<Incoming> = createConnection<Incoming, Outgoing>(
    {
      environment,
      emitter,
      outbox,
      binaryType,
      destination: () => live.destination,
      stages: () => live.current,
      wanted: () => lifetime.wanted() && live.declared.url !== null,
      message: createInbox(
        () => connection,
        codec,
        options.heartbeat,
        settings.maxMessageBytes,
        deliver,
      ),
      deliver,
      transmit,
      ping: () => options.heartbeat?.sendPing(connection, (message) => encodeWith(codec, message)),
      beats: Boolean(options.heartbeat),
      beforeChange: delivery.flush,
      changed(snapshot) {
        subscribers.emit();
        emitter.emit('statechange', snapshot);
      },
      watched: () => subscribers.size > 0,
    },
    (report) => createRules(settings, () => live.current, environment, report),
  );
  const { driver, snapshots } = connection;
  const serverSnapshot = snapshots.current;
  const lifetime = createLifetime(
    environment,
    settings.linger,
    () => wish('retain'),
    () => driver.post({ type: 'release' }),
    () => atRest(driver.expected()),
  );
  const internals: Internals = {
    environment,
    destination: () => live.destination,
    bufferedAmount: () => connection.link()?.socket.bufferedAmount ?? 0,
    queue: outbox.queue,
    untilRetry() {
      const { state } = driver;
      const waits = state.phase === 'waiting' && state.until < Number.POSITIVE_INFINITY;
      return waits ? state.until - driver.now() : null;
    },
    ended: () => driver.expected().phase === 'closed',
    inspect: connection.inspectors.add,
    announce: (message) => announce(message as Outgoing),
  };

  function deliver(message: Incoming) {
    emitter.emit('message', message);
    delivery.push(message);
  }

  /** Off, there is nothing to open; once there is a destination, it is opened for those who want it. */
  function wish(type: 'open' | 'reconnect' | 'retain') {
    if (live.declared.url !== null) driver.post({ type });
  }

  function assertOpenable() {
    const { url } = live.declared;
    if (url === null) return;
    // What prepare answers may be whole where this is not.
    if (!live.current.prepare) resolveUrl(url, environment.baseUrl);
    findWebSocket(environment);
  }

  const own: Omit<TowlineSocket<Incoming, Outgoing>, keyof SocketFields> = {
    [INTERNALS as never]: internals,
    getSnapshot: () => snapshots.current,
    getServerSnapshot: () => serverSnapshot,
    subscribe(listener) {
      const leave = subscribers.add(listener);
      if (connection.link() || outbox.queue.length > 0) snapshots.touch();
      return leave;
    },
    on: emitter.on,
    lastMessage: {
      getSnapshot: delivery.latest,
      subscribe: delivery.subscribe,
    },
    collect: delivery.collect,

    send,
    open() {
      assertOpenable();
      lifetime.hold();
      wish('open');
    },
    close(code = 1000, reason = '') {
      assertClose(code, reason);
      lifetime.letGo();
      driver.post({ type: 'close', code, reason });
    },
    reconnect() {
      assertOpenable();
      if (!lifetime.wanted()) lifetime.hold();
      wish('reconnect');
    },
    retain: ({ owner = false } = {}) => lifetime.retain(owner),
    update(change) {
      const move = live.change(change);
      // Bindings hand over all options, as they are given now.
      watchFixed(change as WebSocketOptions<Incoming, Outgoing>);
      if (!move) return;
      const wanted = lifetime.wanted() && live.declared.url !== null;
      // Both at once: what a listener of the first does comes after the second.
      driver.callOut(() => {
        driver.post(() => {
          delivery.flush();
          move.arrive();
          delivery.reset();
        });
        driver.post({ type: 'destination', wanted, keepQueue: move.keepQueue });
      }, undefined);
    },
    binaryType,
  };
  // Not extensible: Vue makes no proxies of it, so that it stays the same object everywhere.
  return Object.preventExtensions(Object.assign(Object.create(socketFields), own));
}
