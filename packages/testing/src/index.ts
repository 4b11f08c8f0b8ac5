/**
 * A server in memory, matchers and a clock, for tests.
 *
 * @module @towline/testing
 */

export { createMockServer, type MockServer, type MockServerOptions } from './mock-server.js';
export type { MockClose, MockConnection } from './mock-connection.js';
export type { Handshake } from './link.js';
export { MockServerError, type MockServerErrorCode } from './errors.js';
export {
  createManualClock,
  type ManualClock,
  type ManualClockOptions,
  type ManualFrames,
} from './manual-clock.js';
export type { MockData } from './wire-data.js';
export { type MatcherResult, type MatcherState, matchers } from './matchers.js';
