import type { State } from './state.js';

/** What becomes of a message handed over in this state. */
export function acceptance(state: State): 'transmit' | 'enqueue' | 'drop' {
  switch (state.phase) {
    case 'open':
      return 'transmit';
    case 'idle':
    case 'connecting':
    case 'waiting':
      return 'enqueue';
    case 'closing':
      // Released, not closed: whoever comes next sends it.
      return state.reopen || state.cause === 'released' ? 'enqueue' : 'drop';
    case 'closed':
      return 'drop';
  }
}
