import type { State } from './machine/state.js';
import { warn } from './print-warning.js';

/** Warns of a message that was dropped because the socket has ended, once for each end. */
export function createEndWarning(): (state: State) => void {
  let warnedOf: State | undefined;
  return (state) => {
    if (state.phase !== 'closed' || state === warnedOf) return;
    warnedOf = state;
    warn(
      'A message was sent to a socket that is closed for good, and dropped. Call open() first, or look at `ended` in the snapshot.',
    );
  };
}
