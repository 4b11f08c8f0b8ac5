import { type SocketSource, socketOf } from '@towline/core';

/**
 * Calls `handler` with each message once, in order, while the component is mounted. Changes nothing
 * on the page by itself.
 *
 * @example
 * useMessage(chat, (message) => play(message.sound))
 */
export function useMessage<Incoming>(
  source: SocketSource<Incoming>,
  handler: (message: Incoming) => void,
): void {
  $effect(() => socketOf(source).on('message', handler));
}
