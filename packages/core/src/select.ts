import type { RenderedView } from './message-views.js';

/**
 * A part of what a view shows, which changes only where the part does.
 *
 * @param selector pure
 * @param isEqual whether two parts are the same; then the one before stays. Default `Object.is`
 *
 * @example
 * const best = select(book, ({ bids }) => bids.slice(0, 5), (a, b) => a.join() === b.join())
 * best.subscribe(() => console.log(best.getSnapshot()))
 */
export function select<Value, Selected>(
  view: RenderedView<Value>,
  selector: (value: Value) => Selected,
  isEqual: (one: Selected, other: Selected) => boolean = Object.is,
): RenderedView<Selected> {
  /** The last part, and what it is a part of. */
  let last: { readonly value: Value; readonly selected: Selected } | undefined;
  /** The same object each time it is asked for. */
  let first: { readonly selected: Selected } | undefined;

  function getSnapshot(): Selected {
    const value = view.getSnapshot();
    if (last && Object.is(last.value, value)) return last.selected;
    const selected = selector(value);
    last = { value, selected: last && isEqual(last.selected, selected) ? last.selected : selected };
    return last.selected;
  }

  return {
    getSnapshot,
    subscribe(listener) {
      let seen = getSnapshot();
      return view.subscribe(() => {
        const before = seen;
        seen = getSnapshot();
        if (!Object.is(before, seen)) listener();
      });
    },
    get initial() {
      first ??= { selected: selector(view.initial) };
      return first.selected;
    },
  };
}
