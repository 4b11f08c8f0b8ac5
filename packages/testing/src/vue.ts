/**
 * All of `@towline/testing`, and `flush` for Vue.
 *
 * @module @towline/testing/vue
 */

import { nextTick } from 'vue';
import { type Settling, settleRounds } from './flush.js';

export * from './index.js';

/**
 * Lets arrive what is under way, views show it, and Vue render it.
 *
 * Rejects as `server.settle()` does, with `never-quiet` also where what was rendered sends something more 20 times.
 *
 * @example
 * render(Chat)
 * await flush(server) // it is open now
 */
export async function flush(server: Settling): Promise<void> {
  await settleRounds(server, async (settle) => {
    await settle();
    await nextTick();
  });
}
