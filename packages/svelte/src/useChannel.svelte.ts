import { type ChannelOptions, channel, type Keyed, type MessageOf } from '@towline/core';
import type { WebSocketResult } from './result.js';
import { useWebSocket } from './useWebSocket.svelte.js';

/**
 * A channel, joined while the component is mounted: `channel` of the core with `useWebSocket`. The key is read once: put the
 * component into a `{#key}` block where it changes.
 *
 * @throws TowlineError `invalid-option`
 *
 * @example
 * const lobby = useChannel(rooms, 'lobby', {
 *   join: (name) => ({ type: 'join', name }),
 *   leave: (name) => ({ type: 'leave', name }),
 * })
 * const messages = useMessages(lobby)
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
