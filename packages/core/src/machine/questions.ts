import type { State } from './state.js';

/** When the next tick is due, on the driver's clock in ms; Infinity where no time matters. */
export function deadline(state: State): number {
  switch (state.phase) {
    case 'connecting':
    case 'closing':
    case 'waiting':
      return state.until;
    case 'open':
      return state.beat?.until ?? Number.POSITIVE_INFINITY;
    case 'idle':
    case 'closed':
      return Number.POSITIVE_INFINITY;
  }
}

/** Whether there is nothing to release: it was never wanted, or the user closed it. */
export function atRest(state: State): boolean {
  switch (state.phase) {
    case 'idle':
      return !state.away;
    case 'closing':
      return state.cause === 'client' && !state.reopen;
    case 'closed':
      return state.by === 'user';
    default:
      return false;
  }
}

/** Whether the page and the network could tell something that matters: also that the page is back. */
export function listens(state: State): boolean {
  return state.phase === 'idle' ? state.away === true : state.phase !== 'closed';
}

/** Whether messages come: those to the gate too. */
export function receives({ phase }: State): boolean {
  return phase === 'open' || phase === 'connecting';
}
