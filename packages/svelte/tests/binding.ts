/// <reference types="vite/client" />
import type { Binding, ComponentName, Components, Mounted } from '@towline/suites/conformance';
import { type Component, flushSync, hydrate, mount, unmount } from 'svelte';
import { components } from './components/index.js';
import { reactiveProps } from './reactiveProps.svelte.js';

async function start<Name extends ComponentName>(
  name: Name,
  given: Components[Name],
  html?: string,
): Promise<Mounted<Name>> {
  const container = document.body.appendChild(document.createElement('main'));
  container.innerHTML = html ?? '';
  const { props, update } = reactiveProps(given);
  const component = (components as Record<string, unknown>)[name] as Component<Components[Name]>;
  const begin = html === undefined ? mount : hydrate;
  const instance = begin(component as Component<object>, { target: container, props });
  flushSync();
  return {
    page: container,
    async update(change) {
      update(change);
      flushSync();
    },
    async unmount() {
      await unmount(instance);
      container.remove();
    },
  };
}

/** What the server part of the suite keeps. */
const serverHtml = import.meta.glob<string>('./server-html/*.html', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const binding: Binding = {
  name: '@towline/svelte',
  components: Object.keys(components) as ComponentName[],
  mount: (name, props) => start(name, props),
  async mountTwice(name, props) {
    const first = await start(name, props);
    await first.unmount();
    return start(name, props);
  },
  hydrate: (name, props, html) => start(name, props, html),
  serverHtml: (name) => serverHtml[`./server-html/${name}.html`] ?? '',
};
