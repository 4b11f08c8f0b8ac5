import { internalsOf } from '../internals.js';
import { type SocketSource, socketOf, type TowlineSocket } from '../towline-socket.js';
import { createTopic, type Topic } from './topic.js';
import { createWeakFamily } from './weak-family.js';

/**
 * A socket's messages by key.
 *
 * @typeParam Property of the messages, that has the key; never: a function finds it
 */
export interface Keyed<Key, Incoming, Outgoing, Property extends PropertyKey = never> {
  readonly socket: TowlineSocket<Incoming, Outgoing>;
  /** The property that has the key; undefined where a function finds it. */
  readonly property: Property | undefined;
  /**
   * The socket, as far as it is about this key: only its messages reach listeners, views and `lastMessage`. All else,
   * the connection above all, is shared. The same object for the same key, for as long as somebody holds it.
   */
  get<One extends Key, Message extends Incoming = MessageOf<Incoming, Property, One>>(
    key: One,
  ): TowlineSocket<Message, Outgoing>;
}

/** Those of a union of messages whose property may have the key. */
export type MessageOf<Incoming, Property extends PropertyKey, Key> = [Property] extends [never]
  ? Incoming
  : Incoming extends { readonly [Name in Property]: infer Value }
    ? Key extends Value
      ? Incoming
      : never
    : never;

/**
 * Sorts a socket's messages by key, so that whoever wants those of one key is found by one look into a map,
 * however many there are. What `get` gives goes wherever a socket goes. Messages of a key that nobody listens to are
 * let go; `lastMessage` begins anew, with null, when the first one comes again.
 *
 * @param key what has the key of a message: the name of a property, or a function. The key may be whatever a Map tells
 * apart. Where the function throws, the error is reported, and no key has the message
 *
 * @example
 * const topics = keyed(feed, 'topic') // or (message) => message.topic
 * topics.get('BTC').on('message', (message) => console.log(message.price))
 * // React: const prices = useMessages(topics.get('BTC'), { limit: 50 })
 */
export function keyed<Incoming, Outgoing, Property extends keyof Incoming>(
  source: SocketSource<Incoming, Outgoing>,
  key: Property,
): Keyed<Incoming[Property], Incoming, Outgoing, Property>;
export function keyed<Incoming, Outgoing, Key>(
  source: SocketSource<Incoming, Outgoing>,
  key: (message: Incoming) => Key,
): Keyed<Key, Incoming, Outgoing>;
export function keyed<Incoming, Outgoing, Key>(
  source: SocketSource<Incoming, Outgoing>,
  key: keyof Incoming | ((message: Incoming) => Key),
): Keyed<Key, Incoming, Outgoing> {
  const keyOf = typeof key === 'function' ? key : (message: Incoming) => message[key] as Key;
  const socket = socketOf(source);
  const report = internalsOf(socket).environment.reportError;
  /** Those that somebody listens to. */
  const topics = new Map<Key, Topic<Incoming>>();
  /** Those whose views have not seen all. */
  const behind = new Set<Topic<Incoming>>();
  let stops: readonly (() => void)[] = [];

  function receive(message: Incoming) {
    let topic: Topic<Incoming> | undefined;
    try {
      topic = topics.get(keyOf(message));
    } catch (error) {
      report(error);
    }
    topic?.listeners.emit(message);
    if (topic?.batches.push(message)) behind.add(topic);
  }

  function flush() {
    for (const topic of behind) {
      behind.delete(topic);
      topic.batches.flush();
    }
  }

  function reset() {
    for (const { batches } of [...topics.values()]) batches.reset();
  }

  function use(key: Key, topic: Topic<Incoming>, inUse: boolean) {
    if (inUse) {
      // The views' pace is the socket's: they are shown when it shows its own.
      if (topics.size === 0) {
        stops = [socket.on('message', receive), socket.collect({ receive: flush, reset })];
      }
      topics.set(key, topic);
      return;
    }
    topics.delete(key);
    behind.delete(topic);
    topic.batches.reset();
    if (topics.size > 0) return;
    for (const stop of stops) stop();
  }

  const members = createWeakFamily<Key, TowlineSocket<Incoming, Outgoing>>();

  return {
    socket,
    property: (typeof key === 'function' ? undefined : key) as never,
    get: (one) =>
      members.get(one, () =>
        createTopic(socket, report, (topic, inUse) => use(one, topic, inUse)),
      ) as never,
  };
}
