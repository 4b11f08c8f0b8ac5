'use client';

import {
  createMessagesView,
  isLog,
  type Log,
  type MessageSource,
  type MessagesOptions,
  socketOf,
} from '@towline/core';
import { useKept } from './useKept.js';
import { useView } from './useView.js';

/**
 * The last messages since the component was mounted, oldest first; empty again at a new destination or
 * another limit. What comes while an Activity hides the component is not in it. Of a log made outside (`createLog`): what it has. A burst renders at most once a frame, and loses none.
 *
 * @throws TowlineError `invalid-option`
 *
 * @example
 * const messages = useMessages(socket, { limit: 200 })
 */
export function useMessages<Incoming>(
  source: MessageSource<Incoming> | Log<readonly Incoming[], Incoming>,
  { limit }: MessagesOptions = {},
): readonly Incoming[] {
  // The result of useWebSocket is another object in each render; its socket is not.
  const stable = isLog<readonly Incoming[], Incoming>(source) ? source : socketOf(source);
  return useView(useKept(() => createMessagesView(stable, limit), stable, limit));
}
