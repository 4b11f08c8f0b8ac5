import { createRetryCountdown, type SocketSource } from '@towline/core';
import { type Current, createCurrent } from './current.svelte.js';

/**
 * Whole seconds until the next try, rounded up, as `current`, for "reconnecting in 3 s"; null where
 * none is ahead.
 *
 * @example
 * const seconds = useRetryCountdown(chat)
 * // reconnecting in {seconds.current} s
 */
export function useRetryCountdown(source: SocketSource<unknown>): Current<number | null> {
  return createCurrent(createRetryCountdown(source));
}
