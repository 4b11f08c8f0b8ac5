import { createReducerView, type Log, type MessageSource } from '@towline/core';
import { type Current, createCurrent } from './current.svelte.js';

/**
 * A fold of the messages since the component was mounted, as `current`: each exactly once, in order,
 * nothing lost between renders; `initial` again at a new destination. Of a reducer made outside
 * (`createReducer`): what it has.
 *
 * @param apply pure; where it throws, the error is reported and the message left out
 *
 * @example
 * const book = useMessageReducer(feed, applyDelta, emptyBook)
 * // {book.current.best}
 */
export function useMessageReducer<Incoming, Value>(
  source: MessageSource<Incoming>,
  apply: (value: Value, message: Incoming) => Value,
  initial: Value,
): Current<Value>;
export function useMessageReducer<Incoming, Value>(reducer: Log<Value, Incoming>): Current<Value>;
export function useMessageReducer<Incoming, Value>(
  source: MessageSource<Incoming> | Log<Value, Incoming>,
  apply: (value: Value, message: Incoming) => Value = (value) => value,
  initial?: Value,
): Current<Value> {
  const view = createReducerView<Incoming, Value>(source, apply, initial as Value);
  // While nobody reads, as behind an {#if}, it goes on collecting.
  $effect(() => view.subscribe(() => {}));
  return createCurrent(view);
}
