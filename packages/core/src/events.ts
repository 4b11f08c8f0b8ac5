import type { CloseInfo } from './close.js';
import type { TowlineError } from './errors.js';
import type { Snapshot } from './snapshot.js';

/** Why a message will not be sent. */
export type DropReason =
  /** The connection was closed by the user, or ended by a close code or the retry policy. */
  | 'closed'
  /** Nobody used the connection any more. */
  | 'released'
  /** The socket got another destination. */
  | 'replaced'
  /** The queue was full. */
  | 'overflow'
  /** It waited longer than the queue's `timeToLive`. */
  | 'expired'
  /** Its signal took it back. */
  | 'aborted'
  /** The platform refused to send it, twice. */
  | 'failed';

/** What `socket.on(type, listener)` hears, by type. All values are plain. */
export interface SocketEvents<Incoming, Outgoing> {
  /** The handshake succeeded; what was queued follows. */
  open: { readonly url: string; readonly protocol: string; readonly extensions: string };
  /** Each message once, in order, decoded. */
  message: Incoming;
  /** Something went wrong; the connection goes on where it can. */
  error: TowlineError;
  /** A connection ended, or an attempt failed. */
  close: CloseInfo;
  /** The snapshot was replaced by this one. */
  statechange: Snapshot;
  /** A queued message was handed to the platform: the same reference that `send` got. */
  sent: { readonly message: Outgoing };
  /** A message will not be sent: one that was queued, or the one that `send` answered 'dropped' for. */
  drop: { readonly message: Outgoing; readonly reason: DropReason };
}
