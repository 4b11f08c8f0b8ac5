import type { CloseCause, CloseInfo } from './close.js';
import type { TowlineError } from './errors.js';
import type { State } from './machine/state.js';

/** The platform's four states, by name. */
export type Status = 'connecting' | 'open' | 'closing' | 'closed';

/** The platform's four states, by number. */
export const CONNECTING = 0;
export const OPEN = 1;
export const CLOSING = 2;
export const CLOSED = 3;
export type ReadyState = typeof CONNECTING | typeof OPEN | typeof CLOSING | typeof CLOSED;

/** The retry ahead. */
export interface NextRetry {
  /** Wall time, ms since 1970. */
  readonly at: number;
  /** ms, as it was drawn. */
  readonly delay: number;
  /** Why there is one: how the last connection ended. */
  readonly reason: CloseCause;
}

/** The connection as a user interface sees it: frozen, and the same object until something changes. */
export interface Snapshot {
  readonly status: Status;
  readonly readyState: ReadyState;
  /** Lost or failed, and it will come back: what a banner shows. */
  readonly reconnecting: boolean;
  /**
   * It will not come back by itself: the user closed it, or a close code or the retry policy ended it.
   * What is sent now is dropped; `open()` begins anew.
   */
  readonly ended: boolean;
  /** The number of this or the next attempt since it was last well: 0 for the first, 1 for the first retry. */
  readonly attempt: number;
  readonly nextRetry: NextRetry | null;
  /** How the last connection ended. */
  readonly lastClose: CloseInfo | null;
  /** The last error; null again once it is open. */
  readonly lastError: TowlineError | null;
  /** Of the current connection; before there was one, the destination as it was given; null: off. */
  readonly url: string | null;
  /** The subprotocol that the server chose; '' until the handshake, and where it chose none. */
  readonly protocol: string;
  /** The extensions that the server chose. */
  readonly extensions: string;
  /** Bytes handed to the platform and not yet on the wire; changes at most once a frame. */
  readonly bufferedAmount: number;
  /** Messages that wait for a connection; changes at most once a frame. */
  readonly queued: number;
  /** The same in bytes. */
  readonly queuedBytes: number;
  /** Round trip of the last heartbeat in ms, or null. */
  readonly latency: number | null;
}

/** What a snapshot shows that is not in the machine's state. */
export type Facts = Pick<
  Snapshot,
  | 'nextRetry'
  | 'lastError'
  | 'url'
  | 'protocol'
  | 'extensions'
  | 'bufferedAmount'
  | 'queued'
  | 'queuedBytes'
> & {
  /** Whether there is a destination. */
  readonly destined: boolean;
};

const READY_STATES: Readonly<Record<Status, ReadyState>> = {
  connecting: CONNECTING,
  open: OPEN,
  closing: CLOSING,
  closed: CLOSED,
};

export function snapshotOf(state: State, facts: Facts): Snapshot {
  const { destined, ...shown } = facts;
  const status = statusOf(state, destined);
  const retrying = state.phase === 'waiting' || state.phase === 'connecting';
  return Object.freeze({
    status,
    readyState: READY_STATES[status],
    reconnecting: retrying && state.attempt > 0,
    ended: state.phase === 'closed',
    attempt: retrying ? state.attempt : 0,
    lastClose: state.last,
    ...shown,
    latency: state.phase === 'open' ? state.latency : null,
  });
}

function statusOf(state: State, destined: boolean): Status {
  switch (state.phase) {
    case 'idle':
      // What is about to open reads so from the first render on, on a server too.
      return destined && state.last === null ? 'connecting' : 'closed';
    case 'waiting':
      return 'closed';
    default:
      return state.phase;
  }
}

/** Whether a user would see no difference. */
export function sameSnapshot(a: Snapshot, b: Snapshot): boolean {
  return (Object.keys(a) as (keyof Snapshot)[]).every((key) => Object.is(a[key], b[key]));
}
