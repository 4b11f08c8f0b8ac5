import { history } from './history.js';
import { internalsOf } from './internals.js';
import type { Log } from './log.js';
import { reducer } from './reducer.js';
import { type SocketSource, socketOf } from './towline-socket.js';
import { atLeastZero } from './valid-option.js';
import { createView, type View } from './view.js';

/** A socket or a binding result. A log has a socket too, and must not pass for one that shows something else. */
export type MessageSource<Incoming> = SocketSource<Incoming> & { readonly initial?: never };

/** What a binding renders: a value, and what it is before anything happened. */
export type RenderedView<Value> = View<Value> & Pick<Log<Value>, 'initial'>;

/**
 * For bindings: the last messages while somebody subscribes, or a log as it is.
 *
 * @throws TowlineError `invalid-option`
 */
export function createMessagesView<Incoming>(
  source: MessageSource<Incoming> | Log<readonly Incoming[], Incoming>,
  limit = 100,
): RenderedView<readonly Incoming[]> {
  if (isLog<readonly Incoming[], Incoming>(source)) return source;
  const fold = history<Incoming>(atLeastZero('limit', limit));
  return { ...createView(source, fold), initial: fold.initial };
}

/** For bindings: the last message of a source, at the pace of its socket. */
export function createLatestView<Incoming>(
  source: SocketSource<Incoming>,
): RenderedView<Incoming | null> {
  return { ...socketOf(source).lastMessage, initial: null };
}

/** For bindings: a fold of the messages while somebody subscribes, or a reducer made outside as it is. */
export function createReducerView<Incoming, Value>(
  source: MessageSource<Incoming> | Log<Value, Incoming>,
  apply: (value: Value, message: Incoming) => Value,
  initial: Value,
): RenderedView<Value> {
  if (isLog<Value, Incoming>(source)) return source;
  const socket = socketOf(source);
  const { reportError } = internalsOf(socket).environment;
  return { ...createView(socket, reducer(apply, initial, reportError)), initial };
}

/** Whether it is a log or a reducer made outside. */
export function isLog<Value, Incoming>(
  source: SocketSource<Incoming> | Log<Value, Incoming>,
): source is Log<Value, Incoming> {
  return 'initial' in source;
}
