/**
 * The messages of ticker.v1. Each connection has a market of its own, which begins the same each time. Types only: the
 * server is plain JavaScript.
 */

/** Every message of a connection has one: 1, 2, 3, …, so that a client knows whether it has seen all. */
interface Stamped {
  readonly number: number;
  /** Server time in ms since 1970, at which it was made. */
  readonly at: number;
}

/** One side's levels, best first: price and size. */
export type Levels = readonly (readonly [price: number, size: number])[];

/** The first message: the whole book. Prices are whole cents. */
export interface Opening extends Stamped {
  readonly type: 'opening';
  readonly symbol: 'TOW';
  /** By this the server tells the market's state: `GET /markets/<market>`. */
  readonly market: string;
  readonly bids: Levels;
  readonly asks: Levels;
}

/** A level of the book has another size; 0: it is gone. */
export interface Level extends Stamped {
  readonly type: 'level';
  readonly symbol: 'TOW';
  readonly side: 'bids' | 'asks';
  readonly price: number;
  readonly size: number;
}

/** What came before, of one symbol, oldest first. One for each follows the opening. */
export interface History extends Stamped {
  readonly type: 'history';
  readonly symbol: string;
  readonly prices: readonly number[];
}

/** A price has changed. */
export interface Quote extends Stamped {
  readonly type: 'quote';
  readonly symbol: string;
  readonly price: number;
}

export type BookMessage = Opening | Level;
export type RowMessage = History | Quote;
export type ServerMessage = BookMessage | RowMessage;

/** How many messages are to come in a second, from now on: 0 to 10,000. At first none do. */
export interface Rate {
  readonly type: 'rate';
  readonly perSecond: number;
}

export type ClientMessage = Rate;

/** What `GET /markets/<market>` answers, as JSON: what somebody who has seen all must have come to. */
export interface MarketState {
  readonly perSecond: number;
  /** Of the last message. */
  readonly number: number;
  readonly bids: Levels;
  readonly asks: Levels;
  /** The last price of each symbol. */
  readonly prices: Readonly<Record<string, number>>;
}
