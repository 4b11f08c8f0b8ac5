import { type ReactNode, startTransition } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach } from 'vitest';
import { act } from './act.js';

interface Page {
  readonly container: HTMLElement;
  render(node: ReactNode): Promise<void>;
  /** As a transition: it may be interrupted, and while it suspends the page stays as it is. */
  transition(node: ReactNode): Promise<void>;
}

/** Makes pages for a test, and empties them after it. */
export function setPages(): () => Page {
  const roots: Root[] = [];
  afterEach(async () => {
    for (const root of roots.splice(0)) await act(() => root.unmount());
  });
  return () => {
    const container = document.createElement('main');
    const root = createRoot(container);
    roots.push(root);
    return {
      container,
      render: (node) => act(() => root.render(node)),
      transition: (node) => act(() => startTransition(() => root.render(node))),
    };
  };
}
