import {
  createMessagesView,
  type Log,
  type MessageSource,
  type MessagesOptions,
} from '@towline/core';
import type { ShallowRef } from 'vue';
import { useView } from './useView.js';

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
  source: MessageSource<Incoming> | Log<readonly Incoming[], Incoming>,
  { limit }: MessagesOptions = {},
): Readonly<ShallowRef<readonly Incoming[]>> {
  return useView(createMessagesView(source, limit));
}
