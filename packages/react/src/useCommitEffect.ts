'use client';

import { hasWindow } from '@towline/core';
import { useEffect, useLayoutEffect } from 'react';

/**
 * An effect of the commit, before any passive effect of the same commit: what a child sends in its
 * effect goes to the new destination. React 18 warns of layout effects on a server, where neither runs.
 */
export const useCommitEffect: typeof useEffect = /* @__PURE__ */ hasWindow()
  ? useLayoutEffect
  : useEffect;
