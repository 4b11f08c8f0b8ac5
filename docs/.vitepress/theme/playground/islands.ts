import type { Framework } from '../framework';

/** How a framework shows a component in an element; both return how to take it away. */
export interface Island {
  mount(component: unknown, host: HTMLElement): () => void;
  /** Where a server's HTML stands already. */
  hydrate(component: unknown, host: HTMLElement): () => void;
}

/** Each framework is loaded where its tab is chosen, and not before. */
export const islands: Readonly<Record<Framework, () => Promise<Island>>> = {
  async react() {
    const { createElement, StrictMode } = await import('react');
    const { createRoot, hydrateRoot } = await import('react-dom/client');
    const strict = (component: unknown) =>
      createElement(StrictMode, null, createElement(component as () => null));
    return {
      mount(component, host) {
        const root = createRoot(host);
        root.render(strict(component));
        return () => root.unmount();
      },
      hydrate(component, host) {
        const root = hydrateRoot(host, strict(component));
        return () => root.unmount();
      },
    };
  },
  async vue() {
    const { createApp, createSSRApp } = await import('vue');
    return {
      mount(component, host) {
        const app = createApp(component as object);
        app.mount(host);
        return () => app.unmount();
      },
      hydrate(component, host) {
        const app = createSSRApp(component as object);
        app.mount(host, true);
        return () => app.unmount();
      },
    };
  },
  async svelte() {
    const { hydrate, mount, unmount } = await import('svelte');
    type Component = import('svelte').Component;
    return {
      mount(component, target) {
        const instance = mount(component as Component, { target });
        return () => void unmount(instance);
      },
      hydrate(component, target) {
        const instance = hydrate(component as Component, { target });
        return () => void unmount(instance);
      },
    };
  },
};
