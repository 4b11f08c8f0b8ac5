'use client';

import { useInsertionEffect, useRef } from 'react';

/** The value of the newest committed render, for what is called between renders. */
export function useNewest<Value>(value: Value): { readonly current: Value } {
  const newest = useRef(value);
  useInsertionEffect(() => {
    newest.current = value;
  });
  return newest;
}
