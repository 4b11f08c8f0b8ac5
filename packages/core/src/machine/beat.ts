import type { Rules } from './rules.js';
import type { Beat, Open } from './state.js';
import type { Step } from './step.js';

/** How late a tick may come and still condemn a connection, ms: after sleep the answer is waiting too. */
const PUNCTUAL = 1000;

/** The next ping, an interval after something was heard. */
export function nextBeat(heard: number, { heartbeat }: Rules): Beat | null {
  return heartbeat ? { until: heard + heartbeat.interval, sent: null } : null;
}

/** A ping now, with the whole timeout for its answer. */
export function ping(state: Open, now: number, { heartbeat }: Rules): Step {
  if (!heartbeat) return [state, []];
  return [{ ...state, beat: { until: now + heartbeat.timeout, sent: now } }, [{ type: 'ping' }]];
}

/**
 * The heartbeat's time has come: `heard` is when the connection last said anything. Answers null
 * where it is dead.
 */
export function beat(state: Open, now: number, heard: number, rules: Rules): Step | null {
  const { beat } = state;
  if (!beat || !rules.heartbeat || now < beat.until) return [state, []];
  if (beat.sent === null) {
    // Pings are for silence: any traffic puts the next one off.
    const next = nextBeat(Math.max(heard, state.since), rules);
    return next && next.until > now ? [{ ...state, beat: next }, []] : ping(state, now, rules);
  }
  if (heard >= beat.sent) return [{ ...state, beat: nextBeat(heard, rules) }, []];
  return now - beat.until > PUNCTUAL ? ping(state, now, rules) : null;
}

/** The answer to the ping that is out. */
export function answered(state: Open, now: number, rules: Rules): Step {
  if (state.beat?.sent == null) return [state, []];
  return [{ ...state, beat: nextBeat(now, rules), latency: now - state.beat.sent }, []];
}
