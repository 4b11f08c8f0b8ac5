'use client';

import { type RefObject, useInsertionEffect, useRef } from 'react';

/** The value of the newest committed render, for what is called between renders. */
export function useNewest<Value>(value: Value): RefObject<Value> {
  const newest = useRef(value);
  useInsertionEffect(() => {
    newest.current = value;
  });
  return newest;
}
