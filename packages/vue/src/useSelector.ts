import { type RenderedView, select } from '@towline/core';
import type { ShallowRef } from 'vue';
import { useView } from './useView.js';

/**
 * A part of what a log or a reducer made outside shows. Changes where the part does, and not where it is equal to the one
 * before.
 *
 * @param selector pure
 * @param isEqual whether two parts are the same. Default `Object.is`
 *
 * @example
 * const best = useSelector(book, (current) => current.bids[0])
 */
export function useSelector<Value, Selected>(
  view: RenderedView<Value>,
  selector: (value: Value) => Selected,
  isEqual?: (one: Selected, other: Selected) => boolean,
): Readonly<ShallowRef<Selected>> {
  return useView(select(view, selector, isEqual));
}
