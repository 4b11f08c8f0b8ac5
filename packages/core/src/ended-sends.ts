import type { State } from './machine/state.js';
import { warn } from './warn.js';

/** Warns, once for each end, of messages that a socket drops because it is closed for good. */
export function watchEnd(): (state: State) => void {
  let warnedOf: State | undefined;
  return (state) => {
    if (state.phase !== 'closed' || state === warnedOf) return;
    warnedOf = state;
    warn(
      'A message was sent to a socket that is closed for good, and dropped. Call open() first, or look at `ended` in the snapshot.',
    );
  };
}
