import type { Mount } from './mount.ts';
import { mountReact } from './react.ts';
import { mountSvelte } from './svelte.ts';
import { mountVue } from './vue.ts';

// For page.evaluate.
Object.assign(globalThis, {
  mounts: { React: mountReact, Vue: mountVue, Svelte: mountSvelte } satisfies Record<string, Mount>,
});
