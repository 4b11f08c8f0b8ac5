'use client';

import { type ChannelOptions, channel, type Keyed, type MessageOf } from '@towline/core';
import { useKept } from './useKept.js';
import { useWebSocket, type WebSocketResult } from './useWebSocket.js';

/**
 * A channel, joined while the component is mounted: `channel` of the core with `useWebSocket`. Another key is another channel.
 *
 * @throws TowlineError `invalid-option`
 *
 * @example
 * const { status, lastMessage, socket } = useChannel(rooms, room, {
 *   join: (name) => ({ type: 'join', name }),
 *   leave: (name) => ({ type: 'leave', name }),
 * })
 * const messages = useMessages(socket)
 */
export function useChannel<
  Incoming,
  Outgoing,
  Key,
  const One extends Key,
  Property extends PropertyKey,
>(
  topics: Keyed<Key, Incoming, Outgoing, Property>,
  key: One,
  options?: ChannelOptions<Key, Outgoing>,
): WebSocketResult<MessageOf<Incoming, Property, One>, Outgoing> {
  return useWebSocket(useKept(() => channel(topics, key, options), topics, key));
}
