'use client';

import { hasWindow } from '@towline/core';
import { useEffect, useLayoutEffect } from 'react';

/**
 * An effect of every commit, before any passive effect of the same commit: what a child sends in its
 * effect goes to the new destination. (React 18 warns of layout effects on a server.)
 */
export function useCommitEffect(effect: () => void): void {
  const useRightEffect = hasWindow() ? useLayoutEffect : useEffect;
  useRightEffect(effect);
}
