import { byteLength } from './byte-length.js';
import { TowlineError, wordsOf } from './errors.js';

/**
 * Why a connection ended, in Towline's words; the code beside it is the server's or the platform's own.
 *
 * - `server`: the server closed it; `network`: it was lost or could not be made (the platform says 1006)
 * - `client`: `close()` or `reconnect()`; `released`: nobody used it any more; `replaced`: another destination
 * - `timeout`: it did not open in time; `heartbeat`: it no longer answered; `page`: the page was put away
 * - `prepare`, `authenticate`: that step failed; `limit`: a message came that is over `maxMessageBytes`
 */
export type CloseCause =
  | 'server'
  | 'client'
  | 'timeout'
  | 'heartbeat'
  | 'prepare'
  | 'authenticate'
  | 'limit'
  | 'network'
  | 'page'
  | 'replaced'
  | 'released';

/**
 * How a connection ended. One that was abandoned, without waiting for the closing handshake, reads
 * code 1006, reason '', not clean.
 *
 * @see https://websockets.spec.whatwg.org/#the-closeevent-interface
 */
export interface CloseInfo {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
  readonly cause: CloseCause;
}

/** What a close code says of the next attempt: never, once more with fresh credentials, later than usual, or as usual. */
export type CloseClass = 'end' | 'renew' | 'slow' | 'retry';

const END = new Set([1000, 1002, 1003, 1007, 1009, 1010]);
const RENEW = new Set([1008, 4401, 4403]);
const SLOW = new Set([1013, 4429]);

/**
 * The class of a close.
 *
 * | class | codes |
 * | --- | --- |
 * | end | 1000, 1002, 1003, 1007, 1009, 1010 and 4400 to 4499 but those below; the cause `limit` |
 * | renew | 1008, 4401, 4403: one fresh attempt where there is a `prepare`, else the end |
 * | slow | 1013 (try again later), 4429 (too many requests) |
 * | retry | everything else, and whatever else did not come from the server |
 */
export function classOf(close: CloseInfo): CloseClass {
  // What was too large would be again, as 1009 says of what we send.
  if (close.cause === 'limit') return 'end';
  if (close.cause !== 'server') return 'retry';
  if (SLOW.has(close.code)) return 'slow';
  if (RENEW.has(close.code)) return 'renew';
  return END.has(close.code) || (close.code >= 4400 && close.code <= 4499) ? 'end' : 'retry';
}

/**
 * Throws what the platform's `close()` would throw, but before anything has changed.
 *
 * @see https://websockets.spec.whatwg.org/#dom-websocket-close
 */
export function assertClose(code: number, reason: string): void {
  if (code !== 1000 && !(Number.isInteger(code) && code >= 3000 && code <= 4999)) {
    throw new TowlineError(
      'invalid-close-code',
      `A WebSocket cannot be closed with code ${wordsOf(code)}. Use 1000, or a code of your own from 3000 to 4999.`,
    );
  }
  const bytes = typeof reason === 'string' ? byteLength(reason) : null;
  if (bytes === null || bytes > 123) {
    throw new TowlineError(
      'invalid-close-reason',
      bytes === null
        ? 'The close reason is no text. Give a string.'
        : `The close reason has ${bytes} bytes of UTF-8; 123 fit into a close frame. Shorten it.`,
    );
  }
}
