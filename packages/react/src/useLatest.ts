'use client';

import { createLatestView, type SocketSource, socketOf } from '@towline/core';
import { useKept } from './useKept.js';
import { useView } from './useView.js';

/**
 * The last message, or null: of a socket, of one key (`keyed`) or of a channel. Renders at most once a frame, so it is not for
 * what must see every message.
 *
 * @example
 * const price = useLatest(topics.get('BTC'))
 */
export function useLatest<Incoming>(source: SocketSource<Incoming>): Incoming | null {
  const socket = socketOf(source);
  return useView(useKept(() => createLatestView(socket), socket));
}
