import type { Step } from '../effect.js';
import type { Input } from '../input.js';
import { begin, end, left, rest } from '../moves.js';
import type { Rules } from '../rules.js';
import type { Idle } from '../state.js';

/** Not wanted, or put away with the page. */
export function idle(state: Idle, input: Input, rules: Rules): Step {
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
