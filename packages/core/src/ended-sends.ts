import { warn } from './warn.js';

/** Warns, once for each end, of messages that a socket drops because it is closed for good. */
export function watchEnd(): (dropped: boolean) => void {
  let warned = false;
  return (dropped) => {
    if (dropped && !warned) {
      warn(
        'A message was sent to a socket that is closed for good, and dropped. Call open() first, or look at `ended` in the snapshot.',
      );
    }
    warned = dropped;
  };
}
