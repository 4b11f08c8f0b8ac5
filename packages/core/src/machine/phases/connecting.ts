import type { Step } from '../effect.js';
import type { Input } from '../input.js';
import { abandon, begin, end, hide, lost, opened, rest, retry } from '../moves.js';
import type { Rules } from '../rules.js';
import type { Connecting } from '../state.js';

/** An attempt under way: prepare, connect, authenticate, under one deadline. */
export function connecting(state: Connecting, input: Input, rules: Rules): Step {
  const { stage } = state;
  switch (input.type) {
    case 'prepared':
      if (stage === 'prepare') return [{ ...state, stage: 'connect' }, [{ type: 'connect' }]];
      break;
    case 'opened':
      if (stage !== 'connect') break;
      if (!rules.authenticates()) return opened(state, input.now, rules);
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
