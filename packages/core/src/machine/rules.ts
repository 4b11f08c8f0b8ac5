import type { CloseInfo } from '../close.js';
import type { Pulse } from './beat.js';

/** What the machine asks of the options. All functions are pure and total. */
export interface Rules {
  /** Whether an attempt begins with a preparation. */
  prepares(): boolean;
  /** Whether an open socket has to pass a gate before it counts as open. */
  authenticates(): boolean;
  /** ms for `prepare`, connect and `authenticate` together. */
  readonly connectTimeout: number;
  /** ms for the closing handshake. */
  readonly closeTimeout: number;
  /** ms a connection has to live before the attempts start at 0 again. */
  readonly healthyAfter: number;
  /** The heartbeat, where there is one. */
  readonly heartbeat: Pulse | undefined;
  /** ms that a wait is stretched to where the network is said to be gone. */
  readonly offlineDelay: number;
  /** ms until the given attempt (1 is the first retry), or null to end; `previous`: how the connection before ended. */
  retry(
    close: CloseInfo,
    attempt: number,
    random: number,
    previous: CloseInfo | null,
  ): number | null;
}
