import type { Step } from '../effect.js';
import type { Input } from '../input.js';
import { abandon, afterClosing, begin, lost } from '../moves.js';
import type { Rules } from '../rules.js';
import type { Closing } from '../state.js';

/** The closing handshake is under way. */
export function closing(state: Closing, input: Input, rules: Rules): Step {
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
