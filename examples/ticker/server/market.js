/**
 * A market out of a seed: the same messages in the same order each time, but for their time.
 *
 * @import { MarketState, ServerMessage } from '../protocol.js'
 */
import { BOOK_SYMBOL, SYMBOLS } from '../symbols.js';
import { createBook } from './book.js';
import { createChance } from './chance.js';
import { HISTORY } from './limits.js';

/** @typedef {ReturnType<typeof createMarket>} Market */

/** @param {string} name @param {number} seed */
export function createMarket(name, seed) {
  const chance = createChance(seed);
  const book = createBook(chance);
  let number = 0;
  /** The last price of each symbol. @type {Map<string, number>} */
  const prices = new Map();
  const histories = SYMBOLS.map((symbol) => {
    prices.set(symbol, 500 + Math.floor(chance() ** 2 * 40_000));
    return { symbol, prices: Array.from({ length: HISTORY }, () => wander(symbol)) };
  });

  /** A price moves by some thousandths, and never far down. @param {string} symbol */
  function wander(symbol) {
    const before = prices.get(symbol) ?? 0;
    const step = Math.max(1, Math.round(before * 0.003 * chance()));
    const price = before < 200 || chance() < 0.5 ? before + step : before - step;
    prices.set(symbol, price);
    return price;
  }

  function stamp() {
    number += 1;
    return { number, at: Date.now() };
  }

  return {
    /** What a connection begins with. @returns {ServerMessage[]} */
    open: () => [
      { type: 'opening', symbol: BOOK_SYMBOL, market: name, ...stamp(), ...book.state() },
      ...histories.map((history) => ({
        type: /** @type {const} */ ('history'),
        ...history,
        ...stamp(),
      })),
    ],
    /** One in four is about the book. @returns {ServerMessage} */
    next() {
      if (chance() < 0.25) {
        return { type: 'level', symbol: BOOK_SYMBOL, ...book.next(), ...stamp() };
      }
      const symbol = SYMBOLS[Math.floor(chance() * SYMBOLS.length)] ?? '';
      return { type: 'quote', symbol, price: wander(symbol), ...stamp() };
    },
    /** @returns {Omit<MarketState, 'perSecond'>} */
    state: () => ({ number, ...book.state(), prices: Object.fromEntries(prices) }),
  };
}
