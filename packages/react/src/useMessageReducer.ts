'use client';

import { createReducerView, isLog, type Log, type MessageSource, socketOf } from '@towline/core';
import { useState } from 'react';
import { useKept } from './useKept.js';
import { useNewest } from './useNewest.js';
import { useView } from './useView.js';

/**
 * A fold of the messages since the component was mounted: each exactly once, in order, nothing lost
 * between renders; `initial` again at a new destination. What comes while an Activity hides the component
 * is not in it. Of a reducer made outside (`createReducer`): what it has.
 *
 * @param apply pure; the one of the newest committed render. Where it throws, the error is reported
 * and the message left out
 * @param initial read once
 *
 * @example
 * const book = useMessageReducer(feed, applyDelta, emptyBook)
 */
export function useMessageReducer<Incoming, Value>(
  source: MessageSource<Incoming>,
  apply: (value: Value, message: Incoming) => Value,
  initial: Value,
): Value;
export function useMessageReducer<Incoming, Value>(reducer: Log<Value, Incoming>): Value;
export function useMessageReducer<Incoming, Value>(
  source: MessageSource<Incoming> | Log<Value, Incoming>,
  apply: (value: Value, message: Incoming) => Value = unchanged,
  initial?: Value,
): Value {
  const stable = isLog<Value, Incoming>(source) ? source : socketOf(source);
  const newest = useNewest(apply);
  const [start] = useState(() => initial as Value);
  const view = useKept(
    () => createReducerView<Incoming, Value>(stable, (...args) => newest.current(...args), start),
    stable,
  );
  return useView(view);
}

/** A reducer made outside brings its own fold along. */
function unchanged<Value>(value: Value): Value {
  return value;
}
