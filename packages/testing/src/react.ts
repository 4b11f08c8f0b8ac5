/**
 * All of `@towline/testing`, and `flush` for React.
 *
 * @module @towline/testing/react
 */

import { act } from 'react';
import { expectAct } from './env.js';
import { type Settling, settleRounds } from './flush.js';

export * from './index.js';

/**
 * Lets arrive what is under way, views show it, and React render it, effects too: all inside of `act`.
 *
 * @example
 * render(<Chat />)
 * await flush(server) // it is open now
 */
export async function flush(server: Settling): Promise<void> {
  // Testing Library says so only where its runner has global hooks.
  const before = expectAct(true);
  try {
    await settleRounds(server, () => act(() => server.settle()));
  } finally {
    expectAct(before);
  }
}
