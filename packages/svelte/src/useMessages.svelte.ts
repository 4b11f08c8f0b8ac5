import { createView, history, type SocketSource, socketOf } from '@towline/core';
import { createSubscriber } from 'svelte/reactivity';

export interface MessagesOptions {
  /** How many messages are kept. Default 100. */
  readonly limit?: number | undefined;
}

/**
 * The last messages since the component was mounted, oldest first, as `current`; empty again at a
 * new destination. A burst is shown at most once a frame, and loses none.
 *
 * @example
 * const messages = useMessages(chat, { limit: 200 })
 * // {#each messages.current as message}
 */
export function useMessages<Incoming>(
  source: SocketSource<Incoming>,
  { limit = 100 }: MessagesOptions = {},
): { readonly current: readonly Incoming[] } {
  const view = createView(socketOf(source), history<Incoming>(limit));
  const follow = createSubscriber(view.subscribe);
  // While nobody reads, as behind an {#if}, it goes on collecting.
  $effect(() => view.subscribe(() => {}));
  return {
    get current() {
      follow();
      return view.getSnapshot();
    },
  };
}
