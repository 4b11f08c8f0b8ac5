import { expect } from '@jest/globals';
import { matchers } from './matchers.js';

expect.extend(matchers as never);

/** What `expect` learns. */
interface TowlineMatchers<R> {
  /** Whether a mock server, or one of its connections, has received such a message. */
  toHaveReceived(message: unknown): R;
  /** Whether a socket, a binding's result or a connection is open. */
  toBeOpen(): R;
}

// Of `import { expect } from '@jest/globals'`. Where @types/jest is alone there is no such module, which is no error.
declare module '@jest/expect' {
  interface Matchers<R> extends TowlineMatchers<R> {}
}

// Of the global `expect`, by @types/jest.
declare global {
  namespace jest {
    interface Matchers<R> extends TowlineMatchers<R> {}
  }
}
