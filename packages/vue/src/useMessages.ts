import { createMessagesView, type Log, type SocketSource } from '@towline/core';
import type { ShallowRef } from 'vue';
import { useView } from './useView.js';

export interface MessagesOptions {
  /** How many messages are kept. Default 100. */
  readonly limit?: number | undefined;
}

/**
 * The last messages since the scope began, oldest first; empty again at a new destination. Of a log
 * made outside (`createLog`): what it has. A burst renders at most once a frame, and loses none.
 *
 * @throws TowlineError `invalid-option`
 *
 * @example
 * const messages = useMessages(socket, { limit: 200 })
 */
export function useMessages<Incoming>(
  source: SocketSource<Incoming> | Log<readonly Incoming[], Incoming>,
  { limit }: MessagesOptions = {},
): Readonly<ShallowRef<readonly Incoming[]>> {
  return useView(createMessagesView(source, limit));
}
