import { type ChannelOptions, channel, type Keyed, type MessageOf } from '@towline/core';
import { useWebSocket, type WebSocketResult } from './useWebSocket.js';

/**
 * A channel, joined while the scope lives: `channel` of the core with `useWebSocket`. The key is read once: give the component a
 * `:key` where it changes.
 *
 * @throws TowlineError `invalid-option`
 *
 * @example
 * const { status, lastMessage, socket } = useChannel(rooms, props.room, {
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
  return useWebSocket(channel(topics, key, options));
}
