import type { CloseCause, CloseInfo } from '../close.js';

/**
 * What a connection is, as a value. All times are the driver's clock, in ms.
 *
 * `id` is the number of the connection the phase speaks of. It grows by one with each attempt, and
 * every input that comes from a connection carries it, so that an old one is never heard.
 * `last` is how the last connection ended.
 */
export type State = Idle | Connecting | Open | Closing | Waiting | Closed;

export type Phase = State['phase'];

interface Base {
  readonly id: number;
  readonly last: CloseInfo | null;
}

/** Not wanted: nobody holds it, or it has no destination. */
export interface Idle extends Base {
  readonly phase: 'idle';
  /** Put away with the page, and wanted again once that is back. */
  readonly away?: true;
}

/** An attempt under way: one deadline covers its three stages. */
export interface Connecting extends Base {
  readonly phase: 'connecting';
  readonly attempt: number;
  readonly until: number;
  readonly stage: Stage;
}

export type Stage = 'prepare' | 'connect' | 'authenticate';

export interface Open extends Base {
  readonly phase: 'open';
  /** The attempt that led here; it counts on if the connection does not last. */
  readonly attempt: number;
  readonly since: number;
  /** The heartbeat; null where there is none. */
  readonly beat: Beat | null;
  /** Round trip of the last answered ping, ms. */
  readonly latency: number | null;
}

export interface Beat {
  /** When the next ping is due or, while one is out, when its answer is too late. */
  readonly until: number;
  /** When the ping that is out was sent, or null. */
  readonly sent: number | null;
  /** It is the second one: the first look for an answer came late. */
  readonly again?: true;
}

/** The closing handshake is under way. */
export interface Closing extends Base {
  readonly phase: 'closing';
  readonly until: number;
  readonly cause: Extract<CloseCause, 'client' | 'released'>;
  /** Asked to open again meanwhile. */
  readonly reopen: boolean;
}

/** Lost or failed, with a retry ahead. */
export interface Waiting extends Base {
  readonly phase: 'waiting';
  /** The number of the attempt to come. */
  readonly attempt: number;
  readonly until: number;
  readonly delay: number;
}

/** Ended: by the user (then only the user or a new destination undoes it), or by a close code or the retry policy. */
export interface Closed extends Base {
  readonly phase: 'closed';
  readonly by: 'user' | 'policy';
}

export const initial: Idle = { phase: 'idle', id: 0, last: null };
