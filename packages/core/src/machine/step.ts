import type { Effect } from './effect.js';
import type { DestinationInput, Input } from './input.js';
import {
  abandon,
  afterClosing,
  begin,
  disconnect,
  end,
  hide,
  left,
  lost,
  opened,
  rest,
  retry,
} from './moves.js';
import type { Rules } from './rules.js';
import type { Closed, Closing, Connecting, Idle, Open, State, Waiting } from './state.js';

export type Step = readonly [state: State, effects: readonly Effect[]];

/**
 * The whole behaviour of a connection: a state and an input give the next state and what is to be
 * done. Pure: no clock, no random, no socket. `docs/transitions.md` is generated from it.
 *
 * ```text
 *            open, retain                opened
 *   idle ───────────────▶ connecting ──────────▶ open
 *    ▲                     │  ▲   │                │
 *    │ release        lost │  │   │ close          │ close, release
 *    │                     ▼  │   ▼                ▼
 *    └────────────────── waiting  closed ◀────── closing
 * ```
 */
export function step(state: State, input: Input, rules: Rules): Step {
  if ('id' in input && input.id !== state.id) return [state, []];
  if (input.type === 'destination') return replace(state, input, rules);
  switch (state.phase) {
    case 'idle':
      return idle(state, input, rules);
    case 'connecting':
      return connecting(state, input, rules);
    case 'open':
      return open(state, input, rules);
    case 'closing':
      return closing(state, input, rules);
    case 'waiting':
      return waiting(state, input, rules);
    case 'closed':
      return closed(state, input, rules);
  }
}

function idle(state: Idle, input: Input, rules: Rules): Step {
  switch (input.type) {
    case 'open':
    case 'reconnect':
    case 'retain':
      return begin(left(state), 0, input.now, rules);
    case 'close':
      return end(left(state), 'user');
    case 'show':
      if (input.wanted) return begin(left(state), 0, input.now, rules);
      return [state.away ? { phase: 'idle', id: state.id, last: state.last } : state, []];
    case 'release':
      return state.away ? rest(left(state)) : [state, []];
    default:
      return [state, []];
  }
}

function connecting(state: Connecting, input: Input, rules: Rules): Step {
  const { stage } = state;
  switch (input.type) {
    case 'prepared':
      if (stage === 'prepare') return [{ ...state, stage: 'connect' }, [{ type: 'connect' }]];
      break;
    case 'opened':
      if (stage !== 'connect') break;
      if (!rules.authenticate) return opened(state, input.now, rules);
      return [{ ...state, stage: 'authenticate' }, [{ type: 'authenticate' }]];
    case 'authenticated':
      if (stage === 'authenticate') return opened(state, input.now, rules);
      break;
    case 'reconnect':
      return begin(abandon(state, 'client'), 0, input.now, rules);
    case 'close':
      return end(abandon(state, 'client'), 'user');
    case 'release':
      return rest(abandon(state, 'released'));
    case 'closed': {
      const error = stage === 'connect' ? 'connect-failed' : undefined;
      return retry(lost(state, input.close, error), state.attempt, input, rules);
    }
    case 'failed': {
      const over = abandon(state, input.cause);
      return input.final ? end(over, 'policy') : retry(over, state.attempt, input, rules);
    }
    case 'tick':
      if (input.now < state.until) break;
      return retry(abandon(state, 'timeout', 'connect-timeout'), state.attempt, input, rules);
    case 'hide':
      return hide(state);
    case 'show':
      return begin(abandon(state, 'page'), state.attempt, input.now, rules);
  }
  return [state, []];
}

function open(state: Open, input: Input, rules: Rules): Step {
  const { heartbeat } = rules;
  const attempt = (now: number) => (now - state.since < rules.healthyAfter ? state.attempt : 0);
  switch (input.type) {
    case 'reconnect':
      return begin(abandon(state, 'client'), 0, input.now, rules);
    case 'close':
      return disconnect(state, 'client', input.now + rules.closeTimeout, input.code, input.reason);
    case 'release':
      return disconnect(state, 'released', input.now + rules.closeTimeout, 1000, '');
    case 'closed':
      return retry(lost(state, input.close), attempt(input.now), input, rules);
    case 'failed':
      return retry(abandon(state, input.cause), attempt(input.now), input, rules);
    case 'answered':
      return heartbeat?.answered(state, input.now) ?? [state, []];
    case 'wake':
      return (state.beat?.sent === null && heartbeat?.ping(state, input.now)) || [state, []];
    case 'hide':
      return hide(state);
    case 'show':
      return begin(abandon(state, 'page'), 0, input.now, rules);
    case 'tick':
      if (!heartbeat) return [state, []];
      return (
        heartbeat.tick(state, input.now, input.heard) ??
        retry(abandon(state, 'heartbeat'), attempt(input.now), input, rules)
      );
    default:
      return [state, []];
  }
}

function closing(state: Closing, input: Input, rules: Rules): Step {
  const { cause } = state;
  switch (input.type) {
    case 'open':
      return [{ ...state, reopen: true }, []];
    case 'retain':
      // A user's close is sticky: a component that comes does not undo it.
      return [cause === 'released' ? { ...state, reopen: true } : state, []];
    case 'reconnect':
      return begin(abandon(state, cause), 0, input.now, rules);
    case 'close':
      return [{ ...state, cause: 'client', reopen: false }, [{ type: 'drop', reason: 'closed' }]];
    case 'release':
      if (!state.reopen) break;
      return [
        { ...state, cause: 'released', reopen: false },
        [{ type: 'drop', reason: 'released' }],
      ];
    case 'closed':
      return afterClosing(state, lost(state, { ...input.close, cause }), input.now, rules);
    case 'tick':
      if (input.now < state.until) break;
      return afterClosing(state, abandon(state, cause), input.now, rules);
  }
  return [state, []];
}

function waiting(state: Waiting, input: Input, rules: Rules): Step {
  switch (input.type) {
    case 'open':
    case 'reconnect':
      return begin(left(state), state.attempt, input.now, rules);
    case 'close':
      return end(left(state), 'user');
    case 'release':
      return rest(left(state));
    case 'tick':
      if (input.now >= state.until) return begin(left(state), state.attempt, input.now, rules);
      break;
    case 'wake':
    case 'show':
      return begin(left(state), state.attempt, input.now, rules);
    case 'hide':
      return [{ phase: 'idle', id: state.id, last: state.last, away: true }, []];
    case 'offline': {
      const delay = rules.offlineDelay;
      const until = input.now + delay;
      return [until > state.until ? { ...state, until, delay } : state, []];
    }
  }
  return [state, []];
}

function closed(state: Closed, input: Input, rules: Rules): Step {
  switch (input.type) {
    case 'open':
    case 'reconnect':
      return begin(left(state), 0, input.now, rules);
    case 'close':
      return [state.by === 'user' ? state : { ...state, by: 'user' }, []];
    case 'release':
      // What a close code ended may be tried again by the next who wants it; what the user closed may not.
      return [state.by === 'user' ? state : { phase: 'idle', id: state.id, last: state.last }, []];
    default:
      return [state, []];
  }
}

/** Another destination: whatever there was is over, a user's close included. */
function replace(state: State, input: DestinationInput, rules: Rules): Step {
  const live = state.phase === 'connecting' || state.phase === 'open' || state.phase === 'closing';
  const before = live ? abandon(state, 'replaced') : left(state);
  const effects: readonly Effect[] = input.keepQueue
    ? before.effects
    : [...before.effects, { type: 'drop', reason: 'replaced' }];
  const { id, last } = before;
  return input.wanted
    ? begin({ ...before, effects }, 0, input.now, rules)
    : [{ phase: 'idle', id, last }, effects];
}
