/**
 * An order book around a price that wanders: never crossed, and as deep at every moment but while the price moves.
 *
 * @import { Levels } from '../protocol.js'
 */
import { DEPTH } from './limits.js';

/** @typedef {{ side: 'bids' | 'asks', price: number, size: number }} Change */

/** @param {() => number} chance */
export function createBook(chance) {
  /** Price to size. */
  const sides = {
    /** @type {Map<number, number>} */ bids: new Map(),
    /** @type {Map<number, number>} */ asks: new Map(),
  };
  let middle = 10_000;
  /** A move of the price is several changes; the others wait their turn. @type {Change[]} */
  const waiting = [];

  for (let step = 1; step <= DEPTH; step += 1) {
    sides.bids.set(middle - step, randomSize());
    sides.asks.set(middle + step, randomSize());
  }

  /** Few are large. */
  function randomSize() {
    return 1 + Math.floor(chance() ** 3 * 900);
  }

  /** @param {1 | -1} step */
  function move(step) {
    const ahead = step > 0 ? 'asks' : 'bids';
    const behind = step > 0 ? 'bids' : 'asks';
    const before = middle;
    middle += step;
    // What would cross goes before what comes.
    waiting.push(
      { side: ahead, price: middle, size: 0 },
      { side: behind, price: before, size: randomSize() },
      { side: behind, price: before - step * DEPTH, size: 0 },
      { side: ahead, price: middle + step * DEPTH, size: randomSize() },
    );
  }

  /** @returns {Change} */
  function draw() {
    const next = waiting.shift();
    if (next) return next;
    if (chance() < 0.04) {
      move(chance() < 0.5 ? 1 : -1);
      return draw();
    }
    const side = chance() < 0.5 ? 'bids' : 'asks';
    // Most happens near the best.
    const distance = 1 + Math.floor(chance() ** 2 * DEPTH);
    return {
      side,
      price: side === 'bids' ? middle - distance : middle + distance,
      size: randomSize(),
    };
  }

  return {
    /** Changes the book, and tells how. */
    next() {
      const change = draw();
      const { side, price, size } = change;
      if (size === 0) sides[side].delete(price);
      else sides[side].set(price, size);
      return change;
    },
    /** @returns {{ bids: Levels, asks: Levels }} best first */
    state: () => ({
      bids: [...sides.bids].sort(([one], [other]) => other - one),
      asks: [...sides.asks].sort(([one], [other]) => one - other),
    }),
  };
}
