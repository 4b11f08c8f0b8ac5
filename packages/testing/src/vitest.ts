import { expect } from 'vitest';
import { matchers } from './matchers.js';

expect.extend(matchers);

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: an interface is only merged with the same parameter
  interface Matchers<T = any> {
    /** Whether a mock server, or one of its connections, has received such a message. */
    toHaveReceived(message: unknown): void;
    /** Whether a socket, a binding's result or a connection is open. */
    toBeOpen(): void;
  }
}
