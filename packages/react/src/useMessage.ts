'use client';

import { type SocketSource, socketOf } from '@towline/core';
import { useEffect } from 'react';
import { useNewest } from './useNewest.js';

/**
 * Calls `handler` with each message once, in order, while the component is mounted; always the
 * handler of the newest committed render. Renders nothing by itself.
 *
 * @example
 * useMessage(socket, (message) => play(message.sound))
 */
export function useMessage<Incoming>(
  source: SocketSource<Incoming>,
  handler: (message: Incoming) => void,
): void {
  const socket = socketOf(source);
  const newest = useNewest(handler);
  useEffect(() => socket.on('message', (message) => newest.current(message)), [socket, newest]);
}
