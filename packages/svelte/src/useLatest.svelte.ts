import { createLatestView, type SocketSource } from '@towline/core';
import { type Current, createCurrent } from './current.svelte.js';

/**
 * The last message, or null, as `current`: of a socket, of one key (`keyed`) or of a channel. Changes at most once a frame, so it
 * is not for what must see every message.
 *
 * @example
 * const price = useLatest(topics.get('BTC'))
 * // {price.current?.value}
 */
export function useLatest<Incoming>(source: SocketSource<Incoming>): Current<Incoming | null> {
  const view = createLatestView(source);
  // While nobody reads, as behind an {#if}, it goes on listening.
  $effect(() => view.subscribe(() => {}));
  return createCurrent(view);
}
