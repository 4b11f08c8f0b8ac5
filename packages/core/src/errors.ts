/** The stable names of what can go wrong; each has a heading in docs/errors.md. */
export type TowlineErrorCode =
  | 'invalid-url'
  | 'insecure-url'
  | 'invalid-protocol'
  | 'invalid-option'
  | 'invalid-close-code'
  | 'invalid-close-reason'
  | 'websocket-missing'
  | 'connect-failed'
  | 'connect-timeout'
  | 'prepare-failed'
  | 'authenticate-failed'
  | 'heartbeat-failed'
  | 'send-failed'
  | 'queue-full'
  | 'encode-failed'
  | 'decode-failed'
  | 'message-too-large'
  | 'async-schema'
  | 'iterator-overflow'
  | 'ended'
  | 'request-timeout'
  | 'request-aborted'
  | 'request-interrupted'
  | 'request-dropped'
  | 'retry-failed';

/**
 * Every error of Towline. `code` is stable and meant for code, `message` is for people.
 *
 * @example
 * socket.on('error', (error) => {
 *   if (error.code === 'decode-failed') console.warn('not understood:', error.data)
 * })
 */
export class TowlineError extends Error {
  readonly code: TowlineErrorCode;
  /** The message that could not be decoded, encoded or queued, as it was; undefined for other codes. */
  readonly data: unknown;

  constructor(
    code: TowlineErrorCode,
    message: string,
    details: { readonly cause?: unknown; readonly data?: unknown } = {},
  ) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.name = 'TowlineError';
    this.code = code;
    this.data = details.data;
  }
}

/** What was given or thrown, in words: some values throw when they are asked. */
export function wordsOf(value: unknown): string {
  try {
    return String(value instanceof Error ? value.message : value);
  } catch {
    return typeof value;
  }
}
