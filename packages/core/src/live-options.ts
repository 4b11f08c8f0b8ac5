import { type Destination, destinationOf, sameDestination, type Url } from './destination.js';
import type { LiveOptions } from './towline-socket.js';

/** The options that may change while the socket lives, and where they point. */
export interface Live<Incoming, Outgoing> {
  readonly current: LiveOptions<Incoming, Outgoing>;
  /** Where the connection goes now. */
  readonly destination: Destination;
  /** Where it goes once all that waits in the mailbox has been done. */
  readonly declared: Destination;
  /**
   * Takes over what was given. Answers how to move to the new destination, or null where it is the same.
   *
   * @throws TowlineError `invalid-url` or `invalid-protocol`, and then changes nothing
   */
  change(options: LiveOptions<Incoming, Outgoing>): Move | null;
}

export interface Move {
  /** What is queued goes along. */
  readonly keepQueue: boolean;
  /** The new destination is where it goes now. */
  arrive(): void;
}

export function createLive<Incoming, Outgoing>(
  initial: LiveOptions<Incoming, Outgoing> & { readonly url: Url },
): Live<Incoming, Outgoing> {
  let current = initial;
  let destination = destinationOf(initial);
  let declared = destination;
  return {
    get current() {
      return current;
    },
    get destination() {
      return destination;
    },
    get declared() {
      return declared;
    },
    change(options) {
      const next = { ...current, ...options };
      const to = destinationOf(next);
      current = next;
      if (sameDestination(declared, to)) return null;
      // What was queued while it was off was queued for whatever comes.
      const keepQueue = declared.url === null || Boolean(next.keepQueue);
      declared = to;
      return {
        keepQueue,
        arrive() {
          destination = to;
        },
      };
    },
  };
}
