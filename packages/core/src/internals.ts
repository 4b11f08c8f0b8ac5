import type { Destination } from './destination.js';
import type { Environment } from './env.js';
import type { Inspection } from './inspection.js';

/**
 * What functions over a socket need beyond its public face, so that they can stay out of the bundle of
 * those who do not import them.
 */
export interface Internals {
  readonly environment: Environment;
  /** Where it goes, as it was given. */
  destination(): Destination;
  /** Bytes handed to the platform and not yet on the wire. */
  bufferedAmount(): number;
  /** What waits for a connection. */
  readonly queue: { readonly length: number; readonly bytes: number };
  /** ms until the next try; null where none is ahead. */
  untilRetry(): number | null;
  /** Whether it has ended, once all that was called has been done: in a listener that is later. */
  ended(): boolean;
  inspect(listener: (record: Inspection) => void): () => void;
  /** Sends at once, ahead of the queue, where the connection is open. What goes wrong is told as an error. */
  announce(message: unknown): void;
}

/** Shared by all copies of the core, so that they know each other's sockets. */
export const INTERNALS: unique symbol = Symbol.for('towline.socket') as never;

export function internalsOf(socket: object): Internals {
  return (socket as { readonly [INTERNALS]: Internals })[INTERNALS];
}
