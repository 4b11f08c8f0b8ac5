import { assertClose } from './close.js';
import { type Connection, createConnection } from './connection.js';
import { createDelivery } from './delivery.js';
import { destinationOf, resolveUrl, sameDestination, type Url } from './destination.js';
import { createEmitter, createListeners } from './emitter.js';
import { TowlineError } from './errors.js';
import type { SocketEvents } from './events.js';
import { createInbox } from './inbox.js';
import { createLifetime } from './lifetime.js';
import { findWebSocket } from './link.js';
import { acceptance } from './machine/acceptance.js';
import { atRest } from './machine/questions.js';
import { type CodecOptions, readOptions, type WebSocketOptions } from './options.js';
import { createOutbox, type Outbox } from './outbox.js';
import { type Codec, encodeWith, text } from './policies/codec.js';
import type { QueuedMessage } from './policies/queue.js';
import { createRules } from './rules.js';
import { OPEN } from './snapshot.js';
import { BRAND, type SendResult, type TowlineSocket } from './towline-socket.js';

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
  const { protocols, enabled, retry, prepare, authenticate } = options;
  let live = { url, protocols, enabled, retry, prepare, authenticate };
  let destination = destinationOf(live);
  /** The destination once all that waits in the mailbox has been done. */
  let declared = destination;

  const emitter = createEmitter<SocketEvents<Incoming, Outgoing>>(environment.reportError);
  const subscribers = createListeners<[]>(environment.reportError);
  const delivery = createDelivery<Incoming>(
    environment,
    (callback) => environment.requestFrame(() => driver.callOut(callback, undefined)),
    settings.delivery,
  );
  const outbox: Outbox<Outgoing> = createOutbox(settings.queue, () => connection.link, {
    sent: (message) => emitter.emit('sent', { message }),
    dropped: (message, reason) => emitter.emit('drop', { message, reason }),
    failed(cause) {
      const message =
        'The platform refused to send. It connects anew and tries once more; then the message is dropped.';
      connection.giveUp(new TowlineError('send-failed', message, { cause }));
    },
  });
  const connection: Connection<Incoming> = createConnection<Incoming, Outgoing>(
    {
      environment,
      emitter,
      outbox,
      destination: () => destination,
      stages: () => live,
      wanted: () => lifetime.wanted && declared.url !== null,
      message: createInbox(() => connection, codec, options.heartbeat, deliver),
      deliver,
      transmit,
      ping: () => options.heartbeat && encodeWith(codec, options.heartbeat.message()),
      beats: Boolean(options.heartbeat),
      beforeChange: delivery.flush,
      changed(snapshot) {
        subscribers.emit();
        emitter.emit('statechange', snapshot);
      },
      watched: () => subscribers.size > 0,
    },
    (report) => createRules(settings, () => live, environment, report),
  );
  const { driver, snapshots } = connection;
  const serverSnapshot = snapshots.current;
  const lifetime = createLifetime(
    environment,
    settings.linger,
    () => wish('retain'),
    () => driver.post({ type: 'release' }),
    () => atRest(driver.expected),
  );

  function deliver(message: Incoming) {
    emitter.emit('message', message);
    delivery.push(message);
  }

  /** Past the queue: what belongs to the connection itself. */
  function transmit(message: Outgoing) {
    const data = encodeWith(codec, message);
    const socket = connection.link?.socket;
    if (socket?.readyState === OPEN) socket.send(data as never);
  }

  /** Off, there is nothing to open; once there is a destination, it is opened for those who want it. */
  function wish(type: 'open' | 'reconnect' | 'retain') {
    if (declared.url !== null) driver.post({ type });
  }

  function accept(entry: QueuedMessage<Outgoing>, fate = acceptance(driver.state)): SendResult {
    const result = outbox.accept(entry, fate);
    if (result !== 'dropped') snapshots.touch();
    return result;
  }

  /** A message handed over while something waited in the mailbox, at its turn. */
  function acceptLater(entry: QueuedMessage<Outgoing>, dropped: boolean) {
    const result = accept(entry, dropped ? 'drop' : undefined);
    // It was answered 'queued', so its end is told.
    if (result === 'sent') emitter.emit('sent', { message: entry.message });
  }

  function assertOpenable() {
    if (declared.url === null) return;
    resolveUrl(declared.url, environment.baseUrl);
    findWebSocket(environment);
  }

  return {
    [BRAND as never]: true,
    getSnapshot: () => snapshots.current,
    getServerSnapshot: () => serverSnapshot,
    subscribe(listener) {
      const leave = subscribers.add(listener);
      if (connection.link || outbox.queue.length > 0) snapshots.touch();
      return leave;
    },
    on: emitter.on,
    lastMessage: {
      getSnapshot: () => delivery.latest,
      subscribe: delivery.subscribe,
    },
    collect: delivery.collect,

    send(message) {
      const entry = { message, data: encodeWith(codec, message) };
      let result: SendResult = 'queued';
      if (driver.behind) {
        const dropped = acceptance(driver.expected) === 'drop';
        driver.post(() => acceptLater(entry, dropped));
        if (dropped) result = 'dropped';
      } else {
        driver.callOut(() => {
          result = accept(entry);
        }, undefined);
      }
      return result;
    },
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
      if (!lifetime.wanted) lifetime.hold();
      wish('reconnect');
    },
    retain: ({ owner = false } = {}) => lifetime.retain(owner),
    update(change) {
      const next = { ...live, ...change };
      const to = destinationOf(next);
      live = next;
      if (sameDestination(declared, to)) return;
      const keepQueue = declared.url === null;
      const wanted = lifetime.wanted && to.url !== null;
      declared = to;
      // Both at once: what a listener of the first does comes after the second.
      driver.callOut(() => {
        driver.post(() => {
          delivery.flush();
          destination = to;
          delivery.reset();
        });
        driver.post({ type: 'destination', wanted, keepQueue });
      }, undefined);
    },

    get destination() {
      return destination;
    },
    get readyState() {
      return snapshots.current.readyState;
    },
    get url() {
      return snapshots.current.url;
    },
    get protocol() {
      return snapshots.current.protocol;
    },
    get extensions() {
      return snapshots.current.extensions;
    },
    get bufferedAmount() {
      return connection.link?.socket.bufferedAmount ?? 0;
    },
    get queued() {
      return outbox.queue.length;
    },
    get queuedBytes() {
      return outbox.queue.bytes;
    },
  };
}
