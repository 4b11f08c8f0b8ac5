import type { CloseInfo } from '../close.js';

/** Everything that can happen to a connection. `now` is the driver's clock in ms, `random` is in [0, 1). */
export type Input =
  | UserInput
  | LifetimeInput
  | DestinationInput
  | ConnectionInput
  | WorldInput
  | TimeInput;

/** `open`, `reconnect` and `close` are the user's own words. */
export type UserInput =
  | { readonly type: 'open'; readonly now: number }
  | { readonly type: 'reconnect'; readonly now: number }
  | {
      readonly type: 'close';
      readonly now: number;
      readonly code: number;
      readonly reason: string;
    };

export type LifetimeInput =
  /** The first holder came. */
  | { readonly type: 'retain'; readonly now: number }
  /** The last holder left, and the linger has passed. */
  | { readonly type: 'release'; readonly now: number };

/** There is another destination, or none. */
export interface DestinationInput {
  readonly type: 'destination';
  readonly now: number;
  /** There is one, and somebody wants it open. */
  readonly wanted: boolean;
  /** What is queued goes along. */
  readonly keepQueue: boolean;
}

/** What comes from connection `id`; for any other than the present one it is dropped. */
export type ConnectionInput =
  | { readonly type: 'prepared'; readonly id: number }
  | { readonly type: 'opened'; readonly id: number; readonly now: number }
  | { readonly type: 'authenticated'; readonly id: number; readonly now: number }
  /** The answer to the ping that is out. */
  | { readonly type: 'answered'; readonly id: number; readonly now: number }
  | {
      /** It ended: the platform's close event. */
      readonly type: 'closed';
      readonly id: number;
      readonly now: number;
      readonly random: number;
      readonly close: CloseInfo;
    }
  | {
      /** We give it up: a stage failed, the constructor or `send` threw, a message was too large. `final`: trying again cannot help. */
      readonly type: 'failed';
      readonly id: number;
      readonly now: number;
      readonly random: number;
      readonly cause: 'prepare' | 'authenticate' | 'limit' | 'network';
      readonly final: boolean;
    };

/** An input without its moment, which the driver adds when it is its turn. */
export type Unstamped<Stamped = Input> = Stamped extends unknown
  ? Omit<Stamped, 'now' | 'random' | 'heard'>
  : never;

/** What the page and the network say. They are hints: none of them condemns a connection. */
export type WorldInput =
  /** Online, visible or resumed: now is a good time to try. */
  | { readonly type: 'wake'; readonly now: number }
  | { readonly type: 'offline'; readonly now: number }
  /** The page goes into the back/forward cache, and the connection with it. */
  | { readonly type: 'hide'; readonly now: number }
  /** The page is back; a socket met here is dead, whatever it says. */
  | { readonly type: 'show'; readonly now: number; readonly wanted: boolean };

export interface TimeInput {
  readonly type: 'tick';
  readonly now: number;
  readonly random: number;
  /** When the connection last said anything. */
  readonly heard: number;
}
