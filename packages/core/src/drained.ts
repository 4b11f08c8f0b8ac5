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
  const { environment, ended } = internalsOf(socket);
  const isDrained = () => socket.queuedBytes + socket.bufferedAmount <= below;

  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    if (isDrained()) return resolve();
    if (ended()) return reject(endedBefore());

    let cancelFrame: (() => void) | undefined;
    // Not the snapshot alone: what comes and goes within a frame changes nothing in it.
    const stops = [socket.subscribe(look), socket.on('sent', look), socket.on('drop', look)];
    signal?.addEventListener('abort', abort);
    lookSoon();

    function look() {
      if (socket.getSnapshot().ended) settle(() => reject(endedBefore()));
      else if (isDrained()) settle(resolve);
      else lookSoon();
    }
    /** No event tells that the platform has sent. */
    function lookSoon() {
      cancelFrame?.();
      cancelFrame = socket.bufferedAmount > 0 ? environment.requestFrame(look) : undefined;
    }
    function abort() {
      settle(() => reject(signal?.reason));
    }
    function settle(end: () => void) {
      for (const stop of stops) stop();
      cancelFrame?.();
      signal?.removeEventListener('abort', abort);
      end();
    }
  });
}

function endedBefore() {
  return new TowlineError(
    'ended',
    'The socket ended before all had left. What was queued is dropped: a drop event told of each.',
  );
}
