import { mountReact } from './react.ts';
import { mountSvelte } from './svelte.ts';
import { mountVue } from './vue.ts';

globalThis.mounts = { React: mountReact, Vue: mountVue, Svelte: mountSvelte };
