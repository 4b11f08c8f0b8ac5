/**
 * All of `@towline/testing`, and `flush` for React.
 *
 * @module @towline/testing/react
 */

import { act } from 'react';
import { expectAct } from './env/act.js';
import { endAfter, type Settling, settleRounds } from './flush.js';

export * from './index.js';

/**
 * Lets arrive what is under way, views show it, and React render it, effects too: all inside of `act`.
 *
 * Rejects as `server.settle()` does, with `never-quiet` also where what was rendered sends something more 20 times.
 *
 * @example
 * render(<Chat />)
 * await flush(server) // it is open now
 */
export async function flush(server: Settling): Promise<void> {
  // Testing Library says so only where its runner has global hooks.
  const before = expectAct(true);
  try {
    await settleRounds(server, async (settle) => {
      let settled = Promise.resolve();
      const acted = act(() => {
        settled = settle();
        return settled;
      });
      await endAfter(settled, acted);
    });
  } finally {
    expectAct(before);
  }
}
