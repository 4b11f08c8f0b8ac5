/// <reference types="vite/client" />
import { expect, test } from 'vitest';

const sources = import.meta.glob<string>('../src/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

// In an entry that re-exports the core it would turn createWebSocket into a client reference.
test.each(Object.entries(sources))(
  "%s says 'use client' if it is the file of a hook, and only then",
  (path, source) => {
    expect(source.startsWith("'use client';")).toBe(path.includes('/use'));
  },
);
