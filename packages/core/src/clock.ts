import type { Environment } from './env.js';

/** How far the two clocks may drift apart and still tell of no sleep, ms: browsers round them, and the wall clock is corrected now and then. */
const TOLERANCE = 250;

/**
 * The driver's clock in ms: the monotonic one, and what the machine slept meanwhile, which only the
 * wall clock has seen. Whoever sets the time back does no harm.
 */
export function createClock(
  environment: Pick<Environment, 'wallTime' | 'monotonicTime'>,
): () => number {
  let now = 0;
  /** Where it is 0, on the monotonic clock. */
  let origin: number | undefined;
  /** How far the wall clock is ahead of the monotonic one, while nobody sleeps. */
  let ahead = 0;
  return () => {
    const monotonic = environment.monotonicTime();
    const difference = environment.wallTime() - monotonic;
    if (origin === undefined) {
      origin = monotonic;
      ahead = difference;
    }
    const slept = difference - ahead;
    // Not bit by bit: what rounding adds between two looks would make time run faster the more often it is looked at.
    if (slept > TOLERANCE) origin -= slept;
    if (slept > TOLERANCE || slept < 0) ahead = difference;
    now = Math.max(now, monotonic - origin);
    return now;
  };
}
