import { hasWindow, type RenderedView } from '@towline/core';
import { onMounted, type ShallowRef } from 'vue';
import { createShownRef } from './createShownRef.js';
import { isHydrating } from './isHydrating.js';
import { useRelease } from './useRelease.js';

/** A view's value as a ref; on a server and until the page is taken over, what it began with. */
export function useView<Value>({
  subscribe,
  getSnapshot,
  initial,
}: RenderedView<Value>): Readonly<ShallowRef<Value>> {
  let hydrating = isHydrating();
  let value = hydrating ? initial : getSnapshot();
  const [shown, trigger] = createShownRef(() => value);

  function show() {
    const before = value;
    if (!hydrating) value = getSnapshot();
    if (!Object.is(before, value)) trigger();
  }
  if (hasWindow()) {
    useRelease(subscribe(show));
    if (hydrating) {
      onMounted(() => {
        hydrating = false;
        show();
      });
    }
  }
  return shown;
}
