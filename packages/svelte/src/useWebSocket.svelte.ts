import {
  type CodecOptions,
  createWebSocket,
  isSocketSource,
  type SocketSource,
  socketOf,
  type TowlineSocket,
  type Url,
  type WebSocketOptions,
} from '@towline/core';
import { untrack } from 'svelte';
import { createResult, type WebSocketResult } from './result.js';

/** A value, or a function that reads it from reactive state. */
export type MaybeGetter<Value> = Value | (() => Value);

/** The options of the core; `protocols`, `enabled` and `keepQueue` may be functions that read reactive state. */
export type SvelteWebSocketOptions<Incoming = string, Outgoing = Incoming> = Omit<
  WebSocketOptions<Incoming, Outgoing>,
  'protocols' | 'enabled' | 'keepQueue'
> & {
  readonly protocols?: MaybeGetter<string | readonly string[] | undefined>;
  readonly enabled?: MaybeGetter<boolean | undefined>;
  readonly keepQueue?: MaybeGetter<boolean | undefined>;
};

/**
 * A connection of the component's own, open while it is mounted; or a socket made elsewhere, kept
 * open while it is mounted. On a server nothing opens.
 *
 * The URL, `protocols`, `enabled` and `keepQueue` are followed; other options are read once.
 *
 * @throws TowlineError `invalid-url`, `invalid-protocol` or `invalid-option`
 *
 * @example
 * const chat = useWebSocket(() => `/ws/rooms/${room}`)
 * useMessage(chat, (message) => console.log(message))
 */
export function useWebSocket<Incoming, Outgoing>(
  source: SocketSource<Incoming, Outgoing>,
): WebSocketResult<Incoming, Outgoing>;
export function useWebSocket<Incoming, Outgoing>(
  url: MaybeGetter<Url>,
  options: SvelteWebSocketOptions<Incoming, Outgoing> &
    Pick<CodecOptions<Incoming, Outgoing>, 'codec'>,
): WebSocketResult<Incoming, Outgoing>;
export function useWebSocket(
  url: MaybeGetter<Url>,
  options?: SvelteWebSocketOptions,
): WebSocketResult;
export function useWebSocket<Incoming, Outgoing>(
  source: MaybeGetter<Url> | SocketSource<Incoming, Outgoing>,
  options: SvelteWebSocketOptions<Incoming, Outgoing> = {},
): WebSocketResult<Incoming, Outgoing> {
  if (isSocketSource(source)) return useSocket(socketOf(source), false);

  const read = () => ({
    url: unwrap(source),
    protocols: unwrap(options.protocols),
    enabled: unwrap(options.enabled),
    keepQueue: unwrap(options.keepQueue),
  });
  const { url, ...live } = untrack(read);
  const once = options as CodecOptions<Incoming, Outgoing>;
  const socket = createWebSocket(url, { ...once, ...live });
  // Before the page changes, so that what is sent in an effect goes to the new destination.
  $effect.pre(() => {
    const next = read();
    untrack(() => socket.update(next));
  });
  return useSocket(socket, true);
}

function useSocket<Incoming, Outgoing>(socket: TowlineSocket<Incoming, Outgoing>, owner: boolean) {
  // By the component, not by who reads: one that only sends wants it open too.
  $effect(() => untrack(() => socket.retain({ owner })));
  return createResult(socket, owner);
}

function unwrap<Value>(given: MaybeGetter<Value>): Value {
  return typeof given === 'function' ? (given as () => Value)() : given;
}
