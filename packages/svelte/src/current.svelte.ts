import type { View } from '@towline/core';
import { createSubscriber } from 'svelte/reactivity';

/** A value that whoever reads `current` follows. */
export interface Current<Value> {
  readonly current: Value;
}

export function createCurrent<Value>({ subscribe, getSnapshot }: View<Value>): Current<Value> {
  const follow = createSubscriber(subscribe);
  return {
    get current() {
      follow();
      return getSnapshot();
    },
  };
}
