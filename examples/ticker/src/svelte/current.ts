import type { Current, View } from '@towline/svelte';
import { createSubscriber } from 'svelte/reactivity';

/** A view's value, which whoever reads `current` follows. */
export function currentOf<Value>({ subscribe, getSnapshot }: View<Value>): Current<Value> {
  const follow = createSubscriber(subscribe);
  return {
    get current() {
      follow();
      return getSnapshot();
    },
  };
}
