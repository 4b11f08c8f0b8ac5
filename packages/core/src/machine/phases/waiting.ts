import type { Step } from '../effect.js';
import type { Input } from '../input.js';
import { begin, end, left, rest } from '../moves.js';
import type { Rules } from '../rules.js';
import type { Waiting } from '../state.js';

/** Lost or failed, with a retry ahead. */
export function waiting(state: Waiting, input: Input, rules: Rules): Step {
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
