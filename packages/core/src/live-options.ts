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
  const destination = destinationOf(initial);
  const live = {
    current: initial,
    destination,
    declared: destination,
    change(options: LiveOptions<Incoming, Outgoing>) {
      const next = { ...live.current, ...options };
      const to = destinationOf(next);
      live.current = next;
      if (sameDestination(live.declared, to)) return null;
      // What was queued while it was off was queued for whatever comes.
      const keepQueue = live.declared.url === null || Boolean(next.keepQueue);
      live.declared = to;
      return {
        keepQueue,
        arrive() {
          live.destination = to;
        },
      };
    },
  };
  return live;
}
