import { nextTick } from 'vue';
import type { MockServer } from './mock-server.js';

export * from './index.js';

/**
 * Lets arrive what is under way, views show it, and Vue render it.
 *
 * @example
 * render(Chat)
 * await flush(server) // it is open now
 */
export async function flush(server: Pick<MockServer<never, never>, 'settle'>): Promise<void> {
  await server.settle();
  await nextTick();
}
