'use client';

import { createRetryCountdown, type SocketSource, socketOf } from '@towline/core';
import { useKept } from './useKept.js';
import { useView } from './useView.js';

/**
 * Whole seconds until the next try, rounded up, for "reconnecting in 3 s"; null where none is ahead.
 * Renders when the number changes.
 *
 * @example
 * const seconds = useRetryCountdown(socket)
 */
export function useRetryCountdown(source: SocketSource<unknown>): number | null {
  const socket = socketOf(source);
  return useView(useKept(() => createRetryCountdown(socket), socket));
}
