'use client';

import { useState } from 'react';

/**
 * A value that is made anew when a key changes, and kept as state is: React may forget a memo, and does
 * at each hot reload.
 */
export function useKept<Value>(create: () => Value, ...keys: readonly unknown[]): Value {
  const [kept, keep] = useState(() => ({ keys, value: create() }));
  if (keys.every((key, index) => Object.is(key, kept.keys[index]))) return kept.value;
  const next = { keys, value: create() };
  keep(next);
  return next.value;
}
