import { createListeners } from './emitter.js';
import { history } from './history.js';
import { internalsOf } from './internals.js';
import type { MessagesOptions } from './message-views.js';
import { reducer } from './reducer.js';
import { type SocketSource, socketOf, type TowlineSocket } from './towline-socket.js';
import { atLeastZero } from './valid-option.js';
import type { Fold, View } from './view.js';

/** A view that collects from the moment it was made, whoever renders it. */
export interface Log<Value, Incoming = unknown> extends View<Value> {
  /** What it began with, and what a server renders. */
  readonly initial: Value;
  readonly socket: TowlineSocket<Incoming, never>;
  /** Begins again with `initial`, and with the messages that come from now on. */
  clear(): void;
  /** Collects no more; the value stays, with what came until now. */
  stop(): void;
}

/**
 * The last messages of a socket, oldest first, collected also while no component is there: for
 * history that outlives a route. Begins anew with each destination.
 *
 * @param options `limit`: how many messages are kept; default 100
 * @throws TowlineError `invalid-option`
 *
 * @example
 * export const chatLog = createLog(chat, { limit: 500 })
 * // in a component: const messages = useMessages(chatLog)
 */
export function createLog<Incoming>(
  source: SocketSource<Incoming>,
  { limit = 100 }: MessagesOptions = {},
): Log<readonly Incoming[], Incoming> {
  return collect(source, history<Incoming>(atLeastZero('limit', limit)));
}

/**
 * A fold of a socket's messages, each exactly once, in order, also while no component is there.
 * Begins anew with each destination.
 *
 * @param apply must be pure; where it throws, the error is reported and the message left out
 *
 * @example
 * export const book = createReducer(feed, applyDelta, emptyBook)
 * // in a component: const current = useMessageReducer(book)
 */
export function createReducer<Incoming, Value>(
  source: SocketSource<Incoming>,
  apply: (value: Value, message: Incoming) => Value,
  initial: Value,
): Log<Value, Incoming> {
  const { reportError } = internalsOf(socketOf(source)).environment;
  return collect(source, reducer(apply, initial, reportError));
}

function collect<Incoming, Value>(
  source: SocketSource<Incoming>,
  fold: Fold<Incoming, Value>,
): Log<Value, Incoming> {
  const { initial } = fold;
  const socket = socketOf(source);
  const listeners = createListeners<[]>(internalsOf(socket).environment.reportError);
  let value = initial;

  function show(next: Value) {
    if (Object.is(next, value)) return;
    value = next;
    listeners.emit();
  }
  function join() {
    return socket.collect({
      receive(batch) {
        if (leave) show(fold.apply(value, batch));
      },
      reset: () => show(initial),
    });
  }
  let leave: (() => void) | undefined = join();

  return {
    initial,
    socket,
    getSnapshot: () => value,
    subscribe: listeners.add,
    clear() {
      const left = leave;
      // What waits for its frame came before, too.
      leave = undefined;
      left?.();
      if (left) leave = join();
      show(initial);
    },
    stop() {
      leave?.();
      leave = undefined;
    },
  };
}
