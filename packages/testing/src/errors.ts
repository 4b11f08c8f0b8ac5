/**
 * The stable names of what goes wrong in a test.
 *
 * - `timers-stand-still`: timers were replaced by others that neither go nor can be moved
 * - `nothing-arrives`: something is under way, and does not arrive by waiting
 * - `never-quiet`: client and server answer each other without an end
 * - `endless-timers`: timers of a manual clock set each other without a delay, so that no time passes
 * - `connection-ended`, `server-reset`: what was waited for can no longer come
 */
export type MockServerErrorCode =
  | 'timers-stand-still'
  | 'nothing-arrives'
  | 'never-quiet'
  | 'endless-timers'
  | 'connection-ended'
  | 'server-reset';

/**
 * What a mock server tells a test. `code` is stable, `message` is for people.
 *
 * @example
 * await expect(connection.next()).rejects.toMatchObject({ code: 'connection-ended' })
 */
export class MockServerError extends Error {
  readonly code: MockServerErrorCode;

  constructor(code: MockServerErrorCode, message: string) {
    super(message);
    this.name = 'MockServerError';
    this.code = code;
  }
}
