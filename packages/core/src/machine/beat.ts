import type { Step } from './effect.js';
import type { Beat, Open } from './state.js';

/**
 * The machine's part of a heartbeat: pure, and in the bundle of those only who import `heartbeat`.
 */
export interface Pulse {
  /** ms of silence before a ping. */
  readonly interval: number;
  /** ms to wait for its answer. */
  readonly timeout: number;
  /** The next ping, an interval after something was heard. */
  next(heard: number): Beat;
  /** A ping now, with the whole timeout for its answer. */
  ping(state: Open, now: number): Step;
  /** Time has passed: `heard` is when the connection last said anything. Answers null where it is dead. */
  tick(state: Open, now: number, heard: number): Step | null;
  /** The answer to the ping that is out. */
  answered(state: Open, now: number): Step;
}

/** How late a tick may come and still condemn a connection at once, ms: after sleep the answer is waiting too. */
const PUNCTUAL = 1000;

export function createPulse(interval: number, timeout: number): Pulse {
  function next(heard: number): Beat {
    return { until: heard + interval, sent: null };
  }

  function ping(state: Open, now: number): Step {
    return [{ ...state, beat: { until: now + timeout, sent: now } }, [{ type: 'ping' }]];
  }

  /** Once only: in a tab whose timers come once a minute every look is late. */
  function pingAgain(state: Open, now: number): Step {
    const beat = { until: now + timeout, sent: now, again: true } as const;
    return [{ ...state, beat }, [{ type: 'ping' }]];
  }

  return {
    interval,
    timeout,
    next,
    ping,
    tick(state, now, heard) {
      const { beat } = state;
      if (!beat || now < beat.until) return [state, []];
      if (beat.sent === null) {
        // Pings are for silence: any traffic puts the next one off.
        const later = next(Math.max(heard, state.since));
        return later.until > now ? [{ ...state, beat: later }, []] : ping(state, now);
      }
      if (heard >= beat.sent) return [{ ...state, beat: next(heard) }, []];
      return now - beat.until > PUNCTUAL && !beat.again ? pingAgain(state, now) : null;
    },
    answered(state, now) {
      const sent = state.beat?.sent ?? null;
      if (sent === null) return [state, []];
      return [{ ...state, beat: next(now), latency: Math.round(now - sent) }, []];
    },
  };
}
