'use client';

import {
  type CodecOptions,
  createWebSocket,
  isSocketSource,
  type Snapshot,
  type SocketSource,
  socketOf,
  type TowlineSocket,
  type Url,
  type WebSocketOptions,
} from '@towline/core';
import { useEffect, useState } from 'react';
import { useCommitEffect } from './useCommitEffect.js';
import { useTracked } from './useTracked.js';

/** The connection as it is in this render, and what can be done with it. The functions never change. */
export type WebSocketResult<Incoming = string, Outgoing = Incoming> = Snapshot &
  Pick<TowlineSocket<Incoming, Outgoing>, 'send' | 'open' | 'close' | 'reconnect'> & {
    /** The last message, or null. For each one use `useMessage` or `useMessages`. */
    readonly lastMessage: Incoming | null;
    /** The same object for the component's life: pass it on, or listen to it. */
    readonly socket: TowlineSocket<Incoming, Outgoing>;
  };

/**
 * A connection of the component's own, open while it is mounted; or a socket made elsewhere, kept
 * open while it is mounted. The component renders only for the fields that it reads.
 *
 * `url`, `protocols`, `enabled`, `retry`, `prepare`, `authenticate` and `keepQueue` may change; other
 * options are read once.
 *
 * @throws TowlineError `invalid-url`, `invalid-protocol` or `invalid-option`
 *
 * @example
 * const { status, send, socket } = useWebSocket('/ws/chat')
 * useMessage(socket, (message) => console.log(message))
 */
export function useWebSocket<Incoming, Outgoing>(
  source: SocketSource<Incoming, Outgoing>,
): WebSocketResult<Incoming, Outgoing>;
export function useWebSocket<Incoming, Outgoing>(
  url: Url,
  options: CodecOptions<Incoming, Outgoing>,
): WebSocketResult<Incoming, Outgoing>;
export function useWebSocket(url: Url, options?: WebSocketOptions): WebSocketResult;
export function useWebSocket<Incoming, Outgoing>(
  source: Url | SocketSource<Incoming, Outgoing>,
  options: WebSocketOptions<Incoming, Outgoing> = {},
): WebSocketResult<Incoming, Outgoing> {
  const given = isSocketSource(source) ? socketOf(source) : null;
  const url = isSocketSource(source) ? null : source;
  const create = () => createWebSocket(url, options as CodecOptions<Incoming, Outgoing>);
  // Inert until it is retained, so that a render that is thrown away leaves nothing behind. State and
  // no memo: React may forget a memo, and does at each hot reload.
  const [own, keep] = useState(() => (given ? null : create()));
  const socket = given ?? own ?? create();
  // One that a passed socket took the place of is over: what comes after it begins anew.
  if (own !== (given ? null : socket)) keep(given ? null : socket);
  const { protocols, enabled, retry, prepare, authenticate, keepQueue } = options;

  useCommitEffect(() => {
    if (given) return;
    // All of them: the core takes what is live, by name also what is gone, and warns of the others.
    const live = { url, protocols, enabled, retry, prepare, authenticate, keepQueue };
    socket.update({ ...options, ...live });
  });
  const result = useTracked(socket);
  useEffect(() => socket.retain({ owner: !given }), [socket, given]);
  return result;
}
