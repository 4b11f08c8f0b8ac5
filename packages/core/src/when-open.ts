import { TowlineError } from './errors.js';
import { internalsOf } from './internals.js';
import type { Snapshot } from './snapshot.js';
import { type SocketSource, socketOf } from './towline-socket.js';
import { assertSignal } from './valid-option.js';

export interface WhenOpenOptions {
  /** Ends the wait: the promise rejects with the signal's reason. The connection is left alone. */
  readonly signal?: AbortSignal | undefined;
}

/** From the first wish to have it open until it ends. */
interface Series {
  readonly promise: Promise<void>;
  /** What was shown when it began. */
  readonly since: Snapshot;
  /** Those who may give up before it settles. */
  readonly waiting: Set<() => void>;
  opened: boolean;
  over: boolean;
}

const series = /* @__PURE__ */ new WeakMap<object, Series>();

/**
 * Resolves once the connection is open, and stays so while it comes back: the same promise until the
 * socket ends (see `ended` in the snapshot), so that React's `use()` suspends for the first connect
 * only. Rejects with TowlineError `ended` where it ends before, or has ended. Does not open it.
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
  const ended = internalsOf(socket).ended();
  let current = series.get(socket);
  if (!current || isStale(current, ended, socket.getSnapshot())) {
    current = begin(socket, ended);
    series.set(socket, current);
  }
  assertSignal(signal);
  return signal ? unless(current, signal) : current.promise;
}

/** What it answered is no longer so, or belongs to an end that is over. */
function isStale({ opened, over, since }: Series, ended: boolean, shown: Snapshot): boolean {
  // Whoever listened before the series did may ask when it has yet to hear of the end.
  const done = over || (shown.ended && shown !== since);
  return opened ? done || ended : done && !ended;
}

function begin(socket: ReturnType<typeof socketOf<unknown, never>>, ended: boolean): Series {
  let settle!: { resolve(): void; reject(reason: unknown): void };
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // Whoever asked may have gone: then it is nobody's failure.
  promise.catch(() => {});
  const since = socket.getSnapshot();
  const made: Series = { promise, since, waiting: new Set(), opened: false, over: false };

  function open() {
    made.opened = true;
    settle.resolve();
    tell();
  }
  function tell() {
    for (const settled of made.waiting) settled();
  }
  function end() {
    for (const stop of stops) stop();
    made.over = true;
    const message = 'The socket has ended and does not open by itself. Call open() to begin anew.';
    settle.reject(new TowlineError('ended', message));
    tell();
  }
  const stops = [
    socket.on('open', open, { once: true }),
    socket.on('statechange', (snapshot) => snapshot.ended && end()),
  ];
  if (ended) end();
  else if (since.status === 'open') open();
  return made;
}

function unless({ promise, waiting, opened, over }: Series, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.reject(signal.reason);
  if (opened || over) return promise;
  return new Promise((resolve, reject) => {
    function settled() {
      signal.removeEventListener('abort', abort);
      waiting.delete(settled);
      resolve(promise);
    }
    function abort() {
      waiting.delete(settled);
      reject(signal.reason);
    }
    waiting.add(settled);
    signal.addEventListener('abort', abort, { once: true });
  });
}
