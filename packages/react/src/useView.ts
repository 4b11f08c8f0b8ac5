'use client';

import type { RenderedView } from '@towline/core';
import { useSyncExternalStore } from 'react';

/** A view's value in this render; on a server and while hydrating, what it began with. */
export function useView<Value>({ subscribe, getSnapshot, initial }: RenderedView<Value>): Value {
  return useSyncExternalStore(subscribe, getSnapshot, () => initial);
}
