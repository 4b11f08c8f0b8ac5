import { TowlineError } from './errors.js';
import { internalsOf } from './internals.js';
import { type SocketSource, socketOf } from './towline-socket.js';
import { assertSignal, atLeastZero } from './valid-option.js';

export interface DrainedOptions {
  /** How many bytes may still be on their way to the wire or in the queue. Default 0. */
  readonly below?: number | undefined;
  /** Ends the wait: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Resolves when what was sent has left: `queuedBytes` and `bufferedAmount` together are at most `below`. That it arrived
 * it does not say: only an answer of the server does. Looks once a frame while it waits.
 *
 * The promise rejects with TowlineError `ended` where the socket ends before.
 *
 * @throws TowlineError `invalid-option`
 *
 * @example
 * for (const piece of pieces) {
 *   upload.send(piece)
 *   await drained(upload, { below: 1_000_000 })
 * }
 */
export function drained(
  source: SocketSource<unknown>,
  { below = 0, signal }: DrainedOptions = {},
): Promise<void> {
  atLeastZero('below', below);
  assertSignal(signal);
  const socket = socketOf(source);
  const isDrained = () => socket.queuedBytes + socket.bufferedAmount <= below;

  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    if (isDrained()) return resolve();
    if (internalsOf(socket).ended()) return reject(ended());

    // While somebody subscribes the snapshot is looked after once a frame.
    const stop = socket.subscribe(look);
    signal?.addEventListener('abort', abort);

    function look() {
      if (socket.getSnapshot().ended) settle(() => reject(ended()));
      else if (isDrained()) settle(resolve);
    }
    function abort() {
      settle(() => reject(signal?.reason));
    }
    function settle(end: () => void) {
      stop();
      signal?.removeEventListener('abort', abort);
      end();
    }
  });
}

function ended() {
  return new TowlineError(
    'ended',
    'The socket ended before all had left. What was queued is dropped: a drop event told of each.',
  );
}
