import { flushSync } from 'svelte';
import type { MockServer } from './mock-server.js';

export * from './index.js';

/**
 * Lets arrive what is under way, views show it, and Svelte render it, effects too.
 *
 * @example
 * render(Chat)
 * await flush(server) // it is open now
 */
export async function flush(server: Pick<MockServer<never, never>, 'settle'>): Promise<void> {
  flushSync();
  await server.settle();
  flushSync();
}
