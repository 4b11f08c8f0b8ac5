import {
  createMessagesView,
  type Log,
  type MessageSource,
  type MessagesOptions,
} from '@towline/core';
import { type Current, createCurrent } from './current.svelte.js';

/**
 * The last messages since the component was mounted, oldest first, as `current`; empty again at a
 * new destination. Of a log made outside (`createLog`): what it has. A burst is shown at most once a
 * frame, and loses none.
 *
 * @throws TowlineError `invalid-option`
 *
 * @example
 * const messages = useMessages(chat, { limit: 200 })
 * // {#each messages.current as message}
 */
export function useMessages<Incoming>(
  source: MessageSource<Incoming> | Log<readonly Incoming[], Incoming>,
  { limit }: MessagesOptions = {},
): Current<readonly Incoming[]> {
  const view = createMessagesView(source, limit);
  // While nobody reads, as behind an {#if}, it goes on collecting.
  $effect(() => view.subscribe(() => {}));
  return createCurrent(view);
}
