import type { CloseInfo } from '../close.js';
import type { State } from './state.js';

/** What comes of an input: the next state, and what is to be done. */
export type Step = readonly [state: State, effects: readonly Effect[]];

/** What the driver is to do, as plain data, once the new state is stored. It speaks of the state's connection. */
export type Effect =
  /** Ask for this attempt's URL and protocols. */
  | { readonly type: 'prepare' }
  /** Construct the platform's WebSocket. */
  | { readonly type: 'connect' }
  /** Run the user's gate over the open socket. */
  | { readonly type: 'authenticate' }
  /** Begin the closing handshake and go on listening. */
  | { readonly type: 'disconnect'; readonly code: number; readonly reason: string }
  /** Stop listening for good, and close without waiting. `dead`: whoever is at the other end is not worth a closing handshake. */
  | { readonly type: 'abandon'; readonly dead?: true | undefined }
  /** Send the heartbeat's message, past the queue. */
  | { readonly type: 'ping' }
  /** Send what is queued. */
  | { readonly type: 'flush' }
  /** Empty the queue, each message with this reason. */
  | { readonly type: 'drop'; readonly reason: 'closed' | 'released' | 'replaced' }
  | { readonly type: 'emit-open' }
  | { readonly type: 'emit-close'; readonly close: CloseInfo }
  | { readonly type: 'emit-error'; readonly code: 'connect-failed' | 'connect-timeout' };
