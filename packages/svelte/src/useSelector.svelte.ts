import { type RenderedView, select } from '@towline/core';
import { type Current, createCurrent } from './current.svelte.js';

/**
 * A part of what a log or a reducer made outside shows, as `current`. Changes where the part does, and not where it is equal to
 * the one before.
 *
 * @param selector pure
 * @param isEqual whether two parts are the same. Default `Object.is`
 *
 * @example
 * const best = useSelector(book, (current) => current.bids[0])
 * // {best.current}
 */
export function useSelector<Value, Selected>(
  view: RenderedView<Value>,
  selector: (value: Value) => Selected,
  isEqual?: (one: Selected, other: Selected) => boolean,
): Current<Selected> {
  return createCurrent(select(view, selector, isEqual));
}
