import type { Step } from '../effect.js';
import type { Input } from '../input.js';
import { begin, left } from '../moves.js';
import type { Rules } from '../rules.js';
import type { Closed } from '../state.js';

/** Ended, until somebody opens it again. */
export function closed(state: Closed, input: Input, rules: Rules): Step {
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
