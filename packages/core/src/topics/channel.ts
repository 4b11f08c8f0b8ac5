import { internalsOf } from '../internals.js';
import { timerDelay } from '../timer-delay.js';
import type { TowlineSocket } from '../towline-socket.js';
import { atLeastZero } from '../valid-option.js';
import type { Keyed, MessageOf } from './keyed.js';
import { socketOver } from './socket-over.js';
import { createWeakFamily, type WeakFamily } from './weak-family.js';

export interface ChannelOptions<Key, Outgoing> {
  /** The message that asks the server for this channel, or a function of the key that makes it. */
  readonly join?: Outgoing | ((key: Key) => Outgoing) | undefined;
  /** The message that says that nobody wants it any more. */
  readonly leave?: Outgoing | ((key: Key) => Outgoing) | undefined;
  /** ms between the last release and `leave`, so that a component that comes back finds it joined. Default 1,000. */
  readonly linger?: number | undefined;
}

type Channel<Outgoing> = TowlineSocket<unknown, Outgoing>;

/** The channels of each keyed socket: those that somebody holds, and those that are joined. */
const families = /* @__PURE__ */ new WeakMap<
  object,
  { readonly known: WeakFamily<unknown, object>; readonly joined: Set<object> }
>();

/**
 * One key's messages, asked of the server for as long as somebody retains it: `join` is sent when the first one does,
 * and once more on each new connection, before the queue; `leave` when the last one has gone and it has lingered.
 *
 * What it gives is a socket like those of `keyed`, so that it goes wherever a socket goes; `retain` retains the
 * connection too. All who ask for the same key share one channel; the options are those of whoever came first.
 *
 * @throws TowlineError `invalid-option`
 *
 * @example
 * const rooms = keyed(chat, 'room')
 * const lobby = channel(rooms, 'lobby', {
 *   join: (room) => ({ type: 'join', room }),
 *   leave: (room) => ({ type: 'leave', room }),
 * })
 * // React: const { status, lastMessage } = useWebSocket(lobby)
 */
export function channel<
  Incoming,
  Outgoing,
  Key,
  const One extends Key,
  Property extends PropertyKey,
>(
  topics: Keyed<Key, Incoming, Outgoing, Property>,
  key: One,
  options: ChannelOptions<Key, Outgoing> = {},
): TowlineSocket<MessageOf<Incoming, Property, One>, Outgoing> {
  let family = families.get(topics);
  if (!family) {
    family = { known: createWeakFamily(), joined: new Set() };
    families.set(topics, family);
  }
  const { known, joined } = family;
  return known.get(key, () => {
    const topic = topics.get(key) as Channel<Outgoing>;
    return createChannel(topic, key, options, joined);
  }) as never;
}

/** @param joined where it is held while it is joined, whoever forgets it */
function createChannel<Key, Outgoing>(
  topic: Channel<Outgoing>,
  key: Key,
  { join, leave, linger = 1000 }: ChannelOptions<Key, Outgoing>,
  joined: Set<object>,
): Channel<Outgoing> {
  atLeastZero('linger', linger);
  const { environment, announce } = internalsOf(topic);
  let users = 0;
  /** Whether the server has been asked on this connection. */
  let asked = false;
  let cancelLinger: (() => void) | undefined;
  let stops: readonly (() => void)[] = [];

  function say(message: Outgoing | ((key: Key) => Outgoing) | undefined) {
    if (message === undefined) return;
    try {
      announce(typeof message === 'function' ? (message as (key: Key) => Outgoing)(key) : message);
    } catch (error) {
      environment.reportError(error);
    }
  }

  function ask() {
    if (asked) return;
    asked = true;
    say(join);
  }

  function begin() {
    joined.add(self);
    stops = [
      topic.on('open', ask),
      topic.on('close', () => {
        asked = false;
        // Whoever has gone left with the connection.
        if (users === 0) end();
      }),
    ];
    askIfOpen();
  }

  function askIfOpen() {
    if (topic.getSnapshot().status === 'open') ask();
  }

  function end() {
    stay();
    joined.delete(self);
    for (const stop of stops) stop();
    if (asked) say(leave);
    asked = false;
    // Whoever came back in `leave` itself.
    if (joined.has(self)) askIfOpen();
  }

  function stay() {
    cancelLinger?.();
    cancelLinger = undefined;
  }

  /** Longer than a timer can wait takes several. */
  function wait(left: number) {
    const delay = timerDelay(left);
    cancelLinger = environment.setTimer(() => (left > delay ? wait(left - delay) : end()), delay);
  }

  function release() {
    users -= 1;
    if (users > 0) return;
    // Without a connection there is nothing to come back to.
    if (asked) wait(linger);
    else end();
  }

  const self = socketOver(topic, {
    retain() {
      const releaseSocket = topic.retain();
      stay();
      users += 1;
      if (!joined.has(self)) begin();
      let released = false;
      return () => {
        if (released) return;
        released = true;
        release();
        releaseSocket();
      };
    },
  });
  return self;
}
