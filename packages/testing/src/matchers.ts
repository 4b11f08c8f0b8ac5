import { bytesOf } from './wire-data.js';

/** What a matcher answers, in vitest and in jest. */
export interface MatcherResult {
  readonly pass: boolean;
  message(): string;
  readonly actual?: unknown;
  readonly expected?: unknown;
}

/** What vitest and jest give a matcher as `this`. */
export interface MatcherState {
  readonly isNot?: boolean | undefined;
  equals(actual: unknown, expected: unknown, testers?: unknown[]): boolean;
  readonly customTesters?: unknown[];
  readonly utils: { printReceived(value: unknown): string; printExpected(value: unknown): string };
}

/** Matchers for `expect.extend`; `@towline/testing/vitest` and `@towline/testing/jest` do so. */
export const matchers = {
  /**
   * Of a mock server or one of its connections: whether such a message has arrived. Asymmetric matchers count, as
   * `expect.objectContaining`.
   */
  toHaveReceived(
    this: MatcherState,
    actual: { readonly received?: readonly unknown[] },
    expected: unknown,
  ): MatcherResult {
    const received = actual?.received;
    if (!Array.isArray(received)) {
      throw new TypeError('toHaveReceived is for a mock server, or one of its connections.');
    }
    const testers = [...(this.customTesters ?? []), sameBytes];
    const pass = received.some((message) => this.equals(message, expected, testers));
    const { printExpected, printReceived } = this.utils;
    return {
      pass,
      message: () =>
        `The server has ${pass ? '' : 'not '}received ${printExpected(expected)}. What arrived: ${printReceived(received)}`,
      actual: received,
      expected,
    };
  },

  /** Of a socket, a binding's result, a WebSocket or a mock connection: whether its `readyState` is 1. */
  toBeOpen(this: MatcherState, actual: { readonly readyState?: unknown }): MatcherResult {
    const { readyState } = actual ?? {};
    // Vue's fields are refs.
    const value = (readyState as { readonly value?: unknown } | undefined)?.value ?? readyState;
    const names = ['connecting', 'open', 'closing', 'closed'];
    if (typeof value !== 'number' || !names[value]) {
      throw new TypeError('toBeOpen is for what has a readyState of 0 to 3.');
    }
    const pass = value === 1;
    return {
      pass,
      message: () => `It is ${names[value]}, and was ${pass ? 'not ' : ''}to be open.`,
    };
  },
};

/** Runners compare buffers by their fields, of which they have none. */
function sameBytes(one: unknown, other: unknown): boolean | undefined {
  const [bytes, others] = [bytesOf(one), bytesOf(other)];
  if (!bytes || !others) return undefined;
  return bytes.length === others.length && bytes.every((byte, index) => byte === others[index]);
}
