import { TowlineError } from './errors.js';
import { type SocketSource, socketOf } from './towline-socket.js';

export interface WhenOpenOptions {
  /** Ends the wait: the promise rejects with the signal's reason. The connection is left alone. */
  readonly signal?: AbortSignal | undefined;
}

/** From the first wish to have it open until it ends. */
interface Series {
  readonly promise: Promise<void>;
  over: boolean;
}

const series = /* @__PURE__ */ new WeakMap<object, Series>();

/**
 * Resolves once the connection is open; at once where it is, or was and is coming back. The same
 * promise until the socket ends (see `ended` in the snapshot), so that React's `use()` suspends for the
 * first connect only. Rejects with TowlineError `ended` where it ends before. Does not open it.
 *
 * @example
 * chat.open()
 * await whenOpen(chat, { signal: AbortSignal.timeout(5000) })
 */
export function whenOpen(
  source: SocketSource<unknown>,
  { signal }: WhenOpenOptions = {},
): Promise<void> {
  const socket = socketOf(source);
  const { ended } = socket.getSnapshot();
  let current = series.get(socket);
  if (!current || (current.over && !ended)) {
    current = begin(socket);
    series.set(socket, current);
  }
  return signal ? unless(current.promise, signal) : current.promise;
}

function begin(socket: ReturnType<typeof socketOf<unknown, never>>): Series {
  const { status, ended } = socket.getSnapshot();
  let settle!: { resolve(): void; reject(reason: unknown): void };
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // Whoever asked may have gone: then it is nobody's failure.
  promise.catch(() => {});
  const made: Series = { promise, over: false };

  function end() {
    made.over = true;
    const message = 'The socket ended before it was open. Call open() to begin anew.';
    settle.reject(new TowlineError('ended', message));
  }
  if (status === 'open') settle.resolve();
  if (ended) end();
  else {
    socket.on('open', () => settle.resolve(), { once: true });
    const stop = socket.on('statechange', (snapshot) => {
      if (!snapshot.ended) return;
      stop();
      end();
    });
  }
  return made;
}

function unless(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    promise.then(resolve, reject).then(() => signal.removeEventListener('abort', abort));
  });
}
