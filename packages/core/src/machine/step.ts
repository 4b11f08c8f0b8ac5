import type { CloseCause, CloseInfo } from '../close.js';
import type { Effect } from './effect.js';
import type { DestinationInput, Input } from './input.js';
import type { Rules } from './rules.js';
import type { Closed, Closing, Connecting, Idle, Open, State, Waiting } from './state.js';

export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}

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
  if ('id' in input && input.id !== state.id) return stay(state);
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
      return begin(state, 0, input.now, rules);
    case 'close':
      return end(state, 'user');
    default:
      return stay(state);
  }
}

function connecting(state: Connecting, input: Input, rules: Rules): Step {
  switch (input.type) {
    case 'prepared':
      if (state.stage !== 'prepare') return stay(state);
      return { state: { ...state, stage: 'connect' }, effects: [{ type: 'connect', id: state.id }] };
    case 'opened':
      if (state.stage !== 'connect') return stay(state);
      if (!rules.authenticate) return opened(state, input.now);
      return {
        state: { ...state, stage: 'authenticate' },
        effects: [{ type: 'authenticate', id: state.id }],
      };
    case 'authenticated':
      return state.stage === 'authenticate' ? opened(state, input.now) : stay(state);
    case 'reconnect':
      return after(abandon(state, 'client'), (left) => begin(left, 0, input.now, rules));
    case 'close':
      return after(abandon(state, 'client'), (left) => end(left, 'user'));
    case 'release':
      return after(abandon(state, 'released'), rest);
    case 'closed':
      return after(lost(state, input.close, state.stage === 'connect'), (left) =>
        retry(left, state.attempt, input, rules),
      );
    case 'failed':
      return after(abandon(state, input.cause), (left) =>
        input.final ? end(left, 'policy') : retry(left, state.attempt, input, rules),
      );
    case 'tick':
      if (input.now < state.until) return stay(state);
      return after(abandon(state, 'timeout', 'connect-timeout'), (left) =>
        retry(left, state.attempt, input, rules),
      );
    default:
      return stay(state);
  }
}

function open(state: Open, input: Input, rules: Rules): Step {
  const attempt = (now: number) => (now - state.since < rules.healthyAfter ? state.attempt : 0);
  switch (input.type) {
    case 'reconnect':
      return after(abandon(state, 'client'), (left) => begin(left, 0, input.now, rules));
    case 'close':
      return disconnect(state, 'client', input.now + rules.closeTimeout, input.code, input.reason);
    case 'release':
      return disconnect(state, 'released', input.now + rules.closeTimeout, 1000, '');
    case 'closed':
      return after(lost(state, input.close), (left) =>
        retry(left, attempt(input.now), input, rules),
      );
    case 'failed':
      return after(abandon(state, input.cause), (left) =>
        retry(left, attempt(input.now), input, rules),
      );
    default:
      return stay(state);
  }
}

function closing(state: Closing, input: Input, rules: Rules): Step {
  switch (input.type) {
    case 'open':
      return keep(state, { cause: state.cause, reopen: true });
    case 'retain':
      // A user's close is sticky: a component that comes does not undo it.
      return state.cause === 'released' ? keep(state, { cause: 'released', reopen: true }) : stay(state);
    case 'reconnect':
      return after(abandon(state, state.cause), (left) => begin(left, 0, input.now, rules));
    case 'close':
      return keep(state, { cause: 'client', reopen: false }, [{ type: 'drop', reason: 'closed' }]);
    case 'release':
      if (!state.reopen) return stay(state);
      return keep(state, { cause: 'released', reopen: false }, [{ type: 'drop', reason: 'released' }]);
    case 'closed': {
      const last = { ...input.close, cause: state.cause };
      return after(lost(state, last), (left) => closedAs(state, left, input.now, rules));
    }
    case 'tick':
      if (input.now < state.until) return stay(state);
      return after(abandon(state, state.cause), (left) => closedAs(state, left, input.now, rules));
    default:
      return stay(state);
  }
}

function waiting(state: Waiting, input: Input, rules: Rules): Step {
  switch (input.type) {
    case 'open':
    case 'reconnect':
      return begin(state, state.attempt, input.now, rules);
    case 'close':
      return end(state, 'user');
    case 'release':
      return rest(state);
    case 'tick':
      return input.now < state.until ? stay(state) : begin(state, state.attempt, input.now, rules);
    default:
      return stay(state);
  }
}

function closed(state: Closed, input: Input, rules: Rules): Step {
  switch (input.type) {
    case 'open':
    case 'reconnect':
      return begin(state, 0, input.now, rules);
    case 'close':
      return state.by === 'user' ? stay(state) : { state: { ...state, by: 'user' }, effects: [] };
    case 'release':
      // What a close code ended may be tried again by the next who wants it; what the user closed may not.
      return state.by === 'user'
        ? stay(state)
        : { state: { phase: 'idle', id: state.id, last: state.last }, effects: [] };
    default:
      return stay(state);
  }
}

/** Another destination: whatever there was is over, a user's close included. */
function replace(state: State, input: DestinationInput, rules: Rules): Step {
  const live = state.phase === 'connecting' || state.phase === 'open' || state.phase === 'closing';
  return after(live ? abandon(state, 'replaced') : stay(state), ({ id, last }) => {
    const idle: Idle = { phase: 'idle', id, last };
    const effects: Effect[] = input.keepQueue ? [] : [{ type: 'drop', reason: 'replaced' }];
    return after({ state: idle, effects }, (next) =>
      input.wanted ? begin(next, 0, input.now, rules) : stay(next),
    );
  });
}

// The moves between phases, one function each.

function stay(state: State): Step {
  return { state, effects: [] };
}

function after(first: Step, next: (state: State) => Step): Step {
  const second = next(first.state);
  return { state: second.state, effects: [...first.effects, ...second.effects] };
}

function begin(state: State, attempt: number, now: number, rules: Rules): Step {
  const id = state.id + 1;
  const stage = rules.prepare ? 'prepare' : 'connect';
  return {
    state: {
      phase: 'connecting',
      id,
      attempt,
      until: now + rules.connectTimeout,
      stage,
      last: state.last,
    },
    effects: [stage === 'prepare' ? { type: 'prepare', id, attempt } : { type: 'connect', id }],
  };
}

function opened(state: Connecting, now: number): Step {
  const { id, attempt, last } = state;
  return {
    state: { phase: 'open', id, attempt, since: now, beat: null, last },
    effects: [{ type: 'emit-open' }, { type: 'flush', id }],
  };
}

/** The platform said that it ended. */
function lost(state: State, close: CloseInfo, unopened = false): Step {
  const effects: Effect[] = [];
  if (unopened) effects.push({ type: 'emit-error', code: 'connect-failed' });
  effects.push({ type: 'emit-close', close });
  return { state: { ...state, last: close }, effects };
}

/** We leave it, without waiting for anything it may still say. */
function abandon(state: State, cause: CloseCause, error?: 'connect-timeout'): Step {
  const close: CloseInfo = { code: 1006, reason: '', wasClean: false, cause };
  const effects: Effect[] = [{ type: 'abandon', id: state.id }];
  if (error) effects.push({ type: 'emit-error', code: error });
  effects.push({ type: 'emit-close', close });
  return { state: { ...state, last: close }, effects };
}

function disconnect(
  state: Open,
  cause: Closing['cause'],
  until: number,
  code: number,
  reason: string,
): Step {
  const { id, last } = state;
  return {
    state: { phase: 'closing', id, until, cause, reopen: false, last },
    effects: [
      { type: 'disconnect', id, code, reason },
      { type: 'drop', reason: cause === 'client' ? 'closed' : 'released' },
    ],
  };
}

function keep(
  state: Closing,
  change: Pick<Closing, 'cause' | 'reopen'>,
  effects: readonly Effect[] = [],
): Step {
  return { state: { ...state, ...change }, effects };
}

function closedAs(was: Closing, left: State, now: number, rules: Rules): Step {
  if (was.reopen) return begin(left, 0, now, rules);
  return was.cause === 'client'
    ? { state: { phase: 'closed', id: left.id, last: left.last, by: 'user' }, effects: [] }
    : { state: { phase: 'idle', id: left.id, last: left.last }, effects: [] };
}

function retry(
  state: State,
  attempt: number,
  input: { readonly now: number; readonly random: number },
  rules: Rules,
): Step {
  const { id, last } = state;
  const delay = last && rules.retry(last, attempt + 1, input.random);
  if (delay === null) return end(state, 'policy');
  return {
    state: { phase: 'waiting', id, attempt: attempt + 1, until: input.now + delay, delay, last },
    effects: [],
  };
}

function end(state: State, by: Closed['by']): Step {
  return {
    state: { phase: 'closed', id: state.id, last: state.last, by },
    effects: [{ type: 'drop', reason: 'closed' }],
  };
}

/** Nobody wants it any more. */
function rest(state: State): Step {
  return {
    state: { phase: 'idle', id: state.id, last: state.last },
    effects: [{ type: 'drop', reason: 'released' }],
  };
}
