import type { View } from '@towline/vue';
import { onScopeDispose, type ShallowRef, shallowRef } from 'vue';

/** A view's value as a ref. */
export function useView<Value>(view: View<Value>): Readonly<ShallowRef<Value>> {
  const value = shallowRef(view.getSnapshot());
  onScopeDispose(
    view.subscribe(() => {
      value.value = view.getSnapshot();
    }),
  );
  return value;
}
