import { createRetryCountdown, type SocketSource } from '@towline/core';
import type { ShallowRef } from 'vue';
import { useView } from './useView.js';

/**
 * Whole seconds until the next try, rounded up, for "reconnecting in 3 s"; null where none is ahead.
 *
 * @example
 * const seconds = useRetryCountdown(socket)
 */
export function useRetryCountdown(
  source: SocketSource<unknown>,
): Readonly<ShallowRef<number | null>> {
  return useView(createRetryCountdown(source));
}
