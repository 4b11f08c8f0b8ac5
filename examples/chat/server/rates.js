// How often is too often.
import { monotonic } from './clock.js';

/** @typedef {{ burst: number, perSecond: number }} Rate */
/** @typedef {ReturnType<typeof createBucket>} Bucket */

/**
 * A token bucket: full at first, `burst` at once, and `perSecond` come back.
 *
 * @param {Rate} rate
 */
export function createBucket({ burst, perSecond }, time = monotonic) {
  let level = burst;
  let at = time();
  return {
    /** @param {number} [cost] @returns {boolean} whether there was as much */
    take(cost = 1) {
      const now = time();
      level = Math.min(burst, level + ((now - at) / 1000) * perSecond);
      at = now;
      if (level < cost) return false;
      level -= cost;
      return true;
    },
  };
}

/**
 * So many in each whole second.
 *
 * @param {number} limit
 */
export function createLimit(limit, time = monotonic) {
  let second = 0;
  let count = 0;
  /** @returns {boolean} whether it is within the limit */
  return () => {
    const thisSecond = Math.floor(time() / 1000);
    count = thisSecond === second ? count + 1 : 1;
    second = thisSecond;
    return count <= limit;
  };
}
