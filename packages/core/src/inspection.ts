import type { Effect } from './machine/effect.js';
import type { Input } from './machine/input.js';
import type { State } from './machine/state.js';
import type { Encoded, WireData } from './policies/codec.js';

/**
 * One step of a connection: what it was, what happened, what it is now, and what was done. Where
 * nothing came of it, `before` and `after` are the same object.
 */
export interface Inspection {
  readonly before: State;
  readonly input: Input | MessageInput;
  readonly after: State;
  readonly effects: readonly InspectedEffect[];
}

/** Messages do not step the machine; they are shown as if they did. */
export type MessageInput =
  /** Handed to `send`, encoded. */
  | { readonly type: 'send'; readonly data: Encoded }
  /** Received, not yet decoded. */
  | { readonly type: 'message'; readonly data: WireData };

export type InspectedEffect =
  | Exclude<Effect, { readonly type: 'connect' }>
  | { readonly type: 'connect'; readonly url: string }
  /** What became of a message handed to `send`; nothing, where it was refused. */
  | { readonly type: 'transmit' | 'enqueue' | 'drop' };
