import {
  type CodecOptions,
  createWebSocket,
  hasWindow,
  isSocketSource,
  type Snapshot,
  type SocketSource,
  socketOf,
  type TowlineSocket,
  type Url,
  type WebSocketOptions,
} from '@towline/core';
import { type MaybeRefOrGetter, type ShallowRef, toValue, watch } from 'vue';
import { useFields } from './useFields.js';
import { useRelease } from './useRelease.js';

/** The options of the core; `protocols`, `enabled` and `keepQueue` may be refs or getters. */
export type VueWebSocketOptions<Incoming = string, Outgoing = Incoming> = Omit<
  WebSocketOptions<Incoming, Outgoing>,
  'protocols' | 'enabled' | 'keepQueue'
> & {
  readonly protocols?: MaybeRefOrGetter<string | readonly string[] | undefined>;
  readonly enabled?: MaybeRefOrGetter<boolean | undefined>;
  readonly keepQueue?: MaybeRefOrGetter<boolean | undefined>;
};

/** The connection, one readonly ref for each field, and what can be done with it. */
export type WebSocketResult<Incoming = string, Outgoing = Incoming> = {
  readonly [Field in keyof Snapshot]: Readonly<ShallowRef<Snapshot[Field]>>;
} & Pick<TowlineSocket<Incoming, Outgoing>, 'send' | 'open' | 'close' | 'reconnect'> & {
    /** The last message, or null. `watch` it by the ref itself to hear of equal ones; for each one use `useMessage`. */
    readonly lastMessage: Readonly<ShallowRef<Incoming | null>>;
    /** The same object for the component's life: pass it on, or listen to it. */
    readonly socket: TowlineSocket<Incoming, Outgoing>;
  };

/**
 * A connection of the scope's own, open while it lives; or a socket made elsewhere, kept open while
 * the scope lives. On a server nothing opens.
 *
 * The URL, `protocols`, `enabled` and `keepQueue` are followed; other options are read once.
 *
 * @throws TowlineError `invalid-url`, `invalid-protocol` or `invalid-option`
 *
 * @example
 * const { status, send, socket } = useWebSocket(() => `/ws/rooms/${props.room}`)
 * useMessage(socket, (message) => console.log(message))
 */
export function useWebSocket<Incoming, Outgoing>(
  source: SocketSource<Incoming, Outgoing>,
): WebSocketResult<Incoming, Outgoing>;
export function useWebSocket<Incoming, Outgoing>(
  url: MaybeRefOrGetter<Url>,
  options: VueWebSocketOptions<Incoming, Outgoing> &
    Pick<CodecOptions<Incoming, Outgoing>, 'codec'>,
): WebSocketResult<Incoming, Outgoing>;
export function useWebSocket(
  url: MaybeRefOrGetter<Url>,
  options?: VueWebSocketOptions,
): WebSocketResult;
export function useWebSocket<Incoming, Outgoing>(
  source: MaybeRefOrGetter<Url> | SocketSource<Incoming, Outgoing>,
  options: VueWebSocketOptions<Incoming, Outgoing> = {},
): WebSocketResult<Incoming, Outgoing> {
  if (isSocketSource(source)) return useSocket(socketOf(source), false);

  const read = () => ({
    url: toValue(source),
    protocols: toValue(options.protocols),
    enabled: toValue(options.enabled),
    keepQueue: toValue(options.keepQueue),
  });
  const { url, ...live } = read();
  const once = options as CodecOptions<Incoming, Outgoing>;
  const socket = createWebSocket(url, { ...once, ...live });
  // At once, so that what is sent next goes to the new destination.
  if (hasWindow()) watch(read, (next) => socket.update(next), { flush: 'sync' });
  return useSocket(socket, true);
}

function useSocket<Incoming, Outgoing>(
  socket: TowlineSocket<Incoming, Outgoing>,
  owner: boolean,
): WebSocketResult<Incoming, Outgoing> {
  const { send, open, close, reconnect } = socket;
  const fields = useFields(socket);
  if (hasWindow()) useRelease(socket.retain({ owner }));
  return Object.assign(fields, { send, open, close, reconnect, socket });
}
