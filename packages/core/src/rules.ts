import { type CloseInfo, classOf } from './close.js';
import type { Environment } from './env.js';
import { TowlineError } from './errors.js';
import type { Rules } from './machine/rules.js';
import type { Settings } from './options.js';
import { backoff } from './policies/backoff.js';
import type { LiveOptions } from './towline-socket.js';

const standard = /* @__PURE__ */ backoff();

/** Where the network is said to be gone, tries are this rare, ms: the word is not always true. */
const OFFLINE_DELAY = 30_000;

/**
 * The machine's rules out of the options. The user's policy is asked here, so that it cannot break
 * the machine: where it throws or answers nonsense, the default holds and `report` hears of it.
 */
export function createRules(
  settings: Pick<Settings, 'connectTimeout' | 'closeTimeout' | 'healthyAfter' | 'heartbeat'>,
  live: () => Pick<LiveOptions, 'retry' | 'prepare' | 'authenticate'>,
  environment: Pick<Environment, 'online'>,
  report: (error: TowlineError) => void,
): Rules {
  const { connectTimeout, closeTimeout, healthyAfter, heartbeat } = settings;

  function ends(close: CloseInfo, attempt: number, previous: CloseInfo | null): boolean {
    const kind = classOf(close);
    if (kind !== 'renew') return kind === 'end';
    // A fresh token was refused just now: another one would be too.
    const renewed = attempt > 1 && previous !== null && classOf(previous) === 'renew';
    return !live().prepare || renewed;
  }

  return {
    prepares: () => Boolean(live().prepare),
    authenticates: () => Boolean(live().authenticate),
    connectTimeout,
    closeTimeout,
    healthyAfter,
    heartbeat,
    offlineDelay: OFFLINE_DELAY,
    retry(close, attempt, random, previous) {
      const usual = ends(close, attempt, previous) ? null : standard(close, attempt, 0, random);
      return stretched(ask(close, attempt, stretched(usual), random));
    },
  };

  function stretched(delay: number | null): number | null {
    return delay === null || environment.online ? delay : Math.max(delay, OFFLINE_DELAY);
  }

  /** The user's policy, if there is one, and if it works. */
  function ask(
    close: CloseInfo,
    attempt: number,
    fallback: number | null,
    random: number,
  ): number | null {
    const chosen = live().retry;
    if (chosen === undefined) return fallback;
    if (chosen === false) return null;
    try {
      const delay = chosen(close, attempt, fallback, random);
      if (delay === null || delay >= 0) return delay;
      throw new RangeError(`it answered ${delay}`);
    } catch (cause) {
      report(
        new TowlineError(
          'retry-failed',
          'The retry policy failed, so the default holds. Let it return ms of 0 or more, or null to end.',
          { cause },
        ),
      );
      return fallback;
    }
  }
}
