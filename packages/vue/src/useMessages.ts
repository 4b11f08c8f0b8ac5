import { createView, hasWindow, history, type SocketSource, socketOf } from '@towline/core';
import { type ShallowRef, shallowReadonly, shallowRef } from 'vue';
import { useRelease } from './useRelease.js';

export interface MessagesOptions {
  /** How many messages are kept. Default 100. */
  readonly limit?: number | undefined;
}

/**
 * The last messages since the scope began, oldest first; empty again at a new destination. A burst
 * renders at most once a frame, and loses none.
 *
 * @example
 * const messages = useMessages(socket, { limit: 200 })
 */
export function useMessages<Incoming>(
  source: SocketSource<Incoming>,
  { limit = 100 }: MessagesOptions = {},
): Readonly<ShallowRef<readonly Incoming[]>> {
  const view = createView(socketOf(source), history<Incoming>(limit));
  const messages = shallowRef(view.getSnapshot());
  if (hasWindow()) {
    useRelease(
      view.subscribe(() => {
        messages.value = view.getSnapshot();
      }),
    );
  }
  return shallowReadonly(messages);
}
