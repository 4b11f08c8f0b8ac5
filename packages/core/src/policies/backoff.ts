import { type CloseInfo, classOf } from '../close.js';
import { atLeastZero } from '../valid-option.js';

/**
 * Decides about the next attempt: a delay in ms, or null to end.
 *
 * @param close how the last connection ended
 * @param attempt 1 for the first retry
 * @param defaultDelay what Towline would do: ms, or null where the close code ends it
 * @param random in [0, 1), from the environment
 */
export type RetryPolicy = (
  close: CloseInfo,
  attempt: number,
  defaultDelay: number | null,
  random: number,
) => number | null;

export interface BackoffOptions {
  /** The longest first delay, ms. Default 1,500. */
  readonly base?: number | undefined;
  /** How much longer each next one may be. Default 1.12. */
  readonly factor?: number | undefined;
  /** The longest delay of all, ms. Default 30,000. */
  readonly cap?: number | undefined;
  /** How many retries in a row before it ends. Default Infinity. */
  readonly attempts?: number | undefined;
}

/**
 * The first delay is drawn between 0 and `base` (full jitter), each later one between half of a limit that grows
 * and that limit (equal jitter): clients of a server that restarts do not come back together, and do not hurry
 * while it is away. After close codes 1013 and 4429 ("later") the delay is between half the cap and the cap. What
 * the close code ends stays ended.
 *
 * @throws TowlineError `invalid-option`
 *
 * @example
 * createWebSocket(url, { retry: backoff({ base: 500, attempts: 10 }) })
 */
export function backoff({
  base = 1500,
  factor = 1.12,
  cap = 30_000,
  attempts = Number.POSITIVE_INFINITY,
}: BackoffOptions = {}): RetryPolicy {
  for (const [name, value] of Object.entries({ base, factor, cap, attempts })) {
    atLeastZero(`backoff.${name}`, value);
  }
  return (close, attempt, defaultDelay, random) => {
    if (defaultDelay === null || attempt > attempts) return null;
    const isSlow = classOf(close) === 'slow';
    const limit = isSlow ? cap : Math.min(cap, base * factor ** (attempt - 1));
    return attempt === 1 && !isSlow ? limit * random : (limit / 2) * (1 + random);
  };
}
