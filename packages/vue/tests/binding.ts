/// <reference types="vite/client" />
import type { Binding, ComponentName, Components, Mounted } from '@towline/suites/conformance';
import { type App, createApp, createSSRApp, h, nextTick, shallowRef } from 'vue';
import { components } from './components/index.js';

async function start<Name extends ComponentName>(
  name: Name,
  props: Components[Name],
  create: typeof createApp,
  html = '',
): Promise<Mounted<Name>> {
  const container = document.body.appendChild(document.createElement('main'));
  container.innerHTML = html;
  const current = shallowRef(props);
  const app: App = create({ render: () => h(components[name], { ...current.value }) });
  app.mount(container);
  await nextTick();
  return {
    page: container,
    async update(change) {
      current.value = { ...current.value, ...change };
      await nextTick();
    },
    async unmount() {
      app.unmount();
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
  name: '@towline/vue',
  components: Object.keys(components) as ComponentName[],
  mount: (name, props) => start(name, props, createApp),
  async mountTwice(name, props) {
    const first = await start(name, props, createApp);
    await first.unmount();
    return start(name, props, createApp);
  },
  hydrate: (name, props, html) => start(name, props, createSSRApp, html),
  serverHtml: (name) => serverHtml[`./server-html/${name}.html`] ?? '',
};
