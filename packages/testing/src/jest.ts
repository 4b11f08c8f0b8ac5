import { expect } from '@jest/globals';
import { matchers } from './matchers.js';

expect.extend(matchers as never);

declare module '@jest/expect' {
  interface Matchers<R> {
    /** Whether a mock server, or one of its connections, has received such a message. */
    toHaveReceived(message: unknown): R;
    /** Whether a socket, a binding's result or a connection is open. */
    toBeOpen(): R;
  }
}
