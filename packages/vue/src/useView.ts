import { hasWindow, type RenderedView } from '@towline/core';
import { onMounted, type ShallowRef, shallowReadonly, shallowRef } from 'vue';
import { isHydrating } from './isHydrating.js';
import { useRelease } from './useRelease.js';

/** A view's value as a ref; on a server and until the page is taken over, what it began with. */
export function useView<Value>({
  subscribe,
  getSnapshot,
  initial,
}: RenderedView<Value>): Readonly<ShallowRef<Value>> {
  let hydrating = isHydrating();
  const value = shallowRef(hydrating ? initial : getSnapshot());

  function show() {
    if (!hydrating) value.value = getSnapshot();
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
  return shallowReadonly(value) as Readonly<ShallowRef<Value>>;
}
