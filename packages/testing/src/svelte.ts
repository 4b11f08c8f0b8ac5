/**
 * All of `@towline/testing`, and `flush` for Svelte.
 *
 * @module @towline/testing/svelte
 */

import { flushSync } from 'svelte';
import { type Settling, settleRounds } from './flush.js';

export * from './index.js';

/**
 * Lets arrive what is under way, views show it, and Svelte render it, effects too.
 *
 * Rejects as `server.settle()` does, with `never-quiet` also where what was rendered sends something more 20 times.
 *
 * @example
 * render(Chat)
 * await flush(server) // it is open now
 */
export async function flush(server: Settling): Promise<void> {
  flushSync();
  await settleRounds(server, async (settle) => {
    await settle();
    flushSync();
  });
}
