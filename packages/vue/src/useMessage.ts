import { hasWindow, type SocketSource, socketOf } from '@towline/core';
import { useRelease } from './useRelease.js';

/**
 * Calls `handler` with each message once, in order, while the scope lives. Renders nothing by itself.
 *
 * @example
 * useMessage(socket, (message) => play(message.sound))
 */
export function useMessage<Incoming>(
  source: SocketSource<Incoming>,
  handler: (message: Incoming) => void,
): void {
  if (hasWindow()) useRelease(socketOf(source).on('message', handler));
}
