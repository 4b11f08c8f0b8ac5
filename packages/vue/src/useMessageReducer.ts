import { createReducerView, type Log, type MessageSource } from '@towline/core';
import type { ShallowRef } from 'vue';
import { useView } from './useView.js';

/**
 * A fold of the messages since the scope began: each exactly once, in order, nothing lost between
 * renders; `initial` again at a new destination. Of a reducer made outside (`createReducer`): what it
 * has.
 *
 * @param apply pure; where it throws, the error is reported and the message left out
 *
 * @example
 * const book = useMessageReducer(feed, applyDelta, emptyBook)
 */
export function useMessageReducer<Incoming, Value>(
  source: MessageSource<Incoming>,
  apply: (value: Value, message: Incoming) => Value,
  initial: Value,
): Readonly<ShallowRef<Value>>;
export function useMessageReducer<Incoming, Value>(
  reducer: Log<Value, Incoming>,
): Readonly<ShallowRef<Value>>;
export function useMessageReducer<Incoming, Value>(
  source: MessageSource<Incoming> | Log<Value, Incoming>,
  apply: (value: Value, message: Incoming) => Value = (value) => value,
  initial?: Value,
): Readonly<ShallowRef<Value>> {
  return useView(createReducerView<Incoming, Value>(source, apply, initial as Value));
}
