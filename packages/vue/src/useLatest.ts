import { createLatestView, type SocketSource } from '@towline/core';
import type { ShallowRef } from 'vue';
import { useView } from './useView.js';

/**
 * The last message, or null: of a socket, of one key (`keyed`) or of a channel. Changes at most once a frame, so it is not for
 * what must see every message.
 *
 * @example
 * const price = useLatest(topics.get('BTC'))
 */
export function useLatest<Incoming>(
  source: SocketSource<Incoming>,
): Readonly<ShallowRef<Incoming | null>> {
  return useView(createLatestView(source));
}
