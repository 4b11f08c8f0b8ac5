import type { BookMessage, Levels } from '../../protocol.js';

export interface Book {
  /** By this the server knows it; '' before the opening. */
  readonly market: string;
  readonly bids: Levels;
  readonly asks: Levels;
}

export const emptyBook: Book = { market: '', bids: [], asks: [] };

/** How many levels of each side are shown. */
export const SHOWN_LEVELS = 15;

/** The book after a message. */
export function applyToBook(book: Book, message: BookMessage): Book {
  switch (message.type) {
    case 'opening':
      return { market: message.market, bids: message.bids, asks: message.asks };
    case 'level': {
      const { side, price, size } = message;
      return { ...book, [side]: withLevel(book[side], side, price, size) };
    }
  }
}

/** They stay in order, best first; a size of 0 takes the level away. */
function withLevel(levels: Levels, side: 'bids' | 'asks', price: number, size: number): Levels {
  const isBehind = ([other]: Levels[number]) => (side === 'bids' ? other <= price : other >= price);
  const found = levels.findIndex(isBehind);
  const index = found < 0 ? levels.length : found;
  const known = levels[index]?.[0] === price;
  return levels.toSpliced(index, known ? 1 : 0, ...(size === 0 ? [] : [[price, size] as const]));
}

export interface Best {
  readonly bid: number | undefined;
  readonly ask: number | undefined;
}

export function bestOf({ bids, asks }: Book): Best {
  return { bid: bids[0]?.[0], ask: asks[0]?.[0] };
}

export function isSameBest(one: Best, other: Best): boolean {
  return one.bid === other.bid && one.ask === other.ask;
}

/** A line of the table: a level of each side. */
export interface Line {
  readonly bid: Side;
  readonly ask: Side;
}

interface Side {
  readonly price: string;
  readonly size: string;
  /** Of the largest size that is shown, 0 to 1. */
  readonly share: number;
}

const NOTHING: Side = { price: '', size: '', share: 0 };

export function linesOf({ bids, asks }: Book): readonly Line[] {
  const shown = [bids.slice(0, SHOWN_LEVELS), asks.slice(0, SHOWN_LEVELS)] as const;
  const largest = Math.max(1, ...shown.flat().map(([, size]) => size));
  const sideOf = (level: Levels[number] | undefined): Side =>
    level
      ? { price: priceWords(level[0]), size: String(level[1]), share: level[1] / largest }
      : NOTHING;
  return Array.from({ length: SHOWN_LEVELS }, (_, index) => ({
    bid: sideOf(shown[0][index]),
    ask: sideOf(shown[1][index]),
  }));
}

export function spreadWords({ bid, ask }: Best): string {
  return bid === undefined || ask === undefined ? '–' : priceWords(ask - bid);
}

/** Of whole cents. */
export function priceWords(cents: number): string {
  return (cents / 100).toFixed(2);
}
