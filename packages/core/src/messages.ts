import { TowlineError } from './errors.js';
import { internalsOf } from './internals.js';
import { type SocketSource, socketOf } from './towline-socket.js';
import { assertSignal, atLeastZero } from './valid-option.js';

export interface IterationOptions {
  /** How many messages may wait to be read. Default 10,000. */
  readonly limit?: number | undefined;
  /** Ends the iteration: the next read rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** An `AsyncIterableIterator`; before TypeScript 5.6 that has no word for its end, so that it is written out. */
export interface MessageIterator<Message> extends AsyncIterator<Message, undefined> {
  [Symbol.asyncIterator](): MessageIterator<Message>;
}

/**
 * The messages from now on, for `for await`. It goes on over reconnects and new destinations, and is
 * done once the socket has ended (see `ended` in the snapshot). Does not open the connection.
 *
 * Whoever reads too slowly gets `limit` messages, and then TowlineError `iterator-overflow`.
 *
 * @throws TowlineError `invalid-option`
 *
 * @example
 * for await (const message of messages(feed)) await store(message)
 */
export function messages<Incoming>(
  source: SocketSource<Incoming>,
  { limit = 10_000, signal }: IterationOptions = {},
): MessageIterator<Incoming> {
  atLeastZero('limit', limit);
  assertSignal(signal);
  const socket = socketOf(source);
  const waiting: Incoming[] = [];
  const readers: {
    resolve(result: IteratorResult<Incoming, undefined>): void;
    reject(reason: unknown): void;
  }[] = [];
  /** How it is over, once what waits has been read. */
  let over: { readonly failed: boolean; readonly reason?: unknown } | undefined;

  function finish(failed: boolean, reason?: unknown) {
    // A failure is told once: to the reads that wait, or to the next one.
    over = { failed: failed && readers.length === 0, reason };
    for (const stop of stops) stop();
    for (const { resolve, reject } of readers.splice(0)) {
      if (failed) reject(reason);
      else resolve({ done: true, value: undefined });
    }
  }

  function receive(message: Incoming) {
    const reader = readers.shift();
    if (reader) reader.resolve({ done: false, value: message });
    else if (waiting.length < limit) waiting.push(message);
    else {
      const text = `${limit} messages waited to be read, and one more came. Read faster, or give a higher limit.`;
      finish(true, new TowlineError('iterator-overflow', text));
    }
  }

  /** What waits is not wanted any more either. */
  function abort() {
    waiting.length = 0;
    finish(true, signal?.reason);
  }

  const stops = [
    socket.on('message', receive),
    socket.on('statechange', ({ ended }) => ended && finish(false)),
    () => signal?.removeEventListener('abort', abort),
  ];
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) abort();
  else if (internalsOf(socket).ended()) finish(false);

  return {
    next() {
      // It may be aborted after its end: nothing tells.
      if (waiting.length > 0 && signal?.aborted) abort();
      if (waiting.length > 0) {
        return Promise.resolve({ done: false, value: waiting.shift() as Incoming });
      }
      if (!over) return new Promise((resolve, reject) => readers.push({ resolve, reject }));
      const { failed, reason } = over;
      over = { failed: false };
      return failed ? Promise.reject(reason) : Promise.resolve({ done: true, value: undefined });
    },
    return() {
      waiting.length = 0;
      finish(false);
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
