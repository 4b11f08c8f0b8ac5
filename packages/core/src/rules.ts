import { classOf } from './close.js';
import { TowlineError } from './errors.js';
import type { Rules } from './machine/rules.js';
import type { Settings } from './options.js';
import { backoff, type RetryPolicy } from './policies/backoff.js';

const standard = /* @__PURE__ */ backoff();

/**
 * The machine's rules out of the options. The user's policy is asked here, so that it cannot break
 * the machine: where it throws or answers nonsense, the default holds and `report` hears of it.
 */
export function createRules(
  settings: Pick<Settings, 'connectTimeout' | 'closeTimeout' | 'healthyAfter'>,
  policy: () => RetryPolicy | false | undefined,
  report: (error: TowlineError) => void,
): Rules {
  return {
    prepare: false,
    authenticate: false,
    ...settings,
    retry(close, attempt, random) {
      const ends = classOf(close) === 'end';
      const fallback = ends ? null : standard(close, attempt, 0, random);
      const chosen = policy();
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
    },
  };
}
