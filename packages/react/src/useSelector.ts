'use client';

import { type RenderedView, select } from '@towline/core';
import { useMemo, useSyncExternalStore } from 'react';

/**
 * A part of what a log or a reducer made outside shows. Renders where the part changes, and not where it is equal to the one
 * before.
 *
 * @param selector pure; one that is the same function in each render gives the same object where nothing has changed
 * @param isEqual whether two parts are the same. Default `Object.is`
 *
 * @example
 * const best = useSelector(book, (current) => current.bids[0])
 */
export function useSelector<Value, Selected>(
  view: RenderedView<Value>,
  selector: (value: Value) => Selected,
  isEqual?: (one: Selected, other: Selected) => boolean,
): Selected {
  const selected = useMemo(() => select(view, selector, isEqual), [view, selector, isEqual]);
  // Subscribed to the view itself, whatever the selector is in this render.
  return useSyncExternalStore(view.subscribe, selected.getSnapshot, () => selected.initial);
}
