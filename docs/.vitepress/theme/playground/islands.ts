import type { Framework } from '../framework';

/** Shows a component of a framework in an element; returns how to take it away. */
export type Mount = (component: unknown, host: HTMLElement) => () => void;

/** Each framework is loaded where its tab is chosen, and not before. */
export const islands: Readonly<Record<Framework, () => Promise<Mount>>> = {
  async react() {
    const { createElement, StrictMode } = await import('react');
    const { createRoot } = await import('react-dom/client');
    return (component, host) => {
      const root = createRoot(host);
      const element = createElement(component as () => null);
      root.render(createElement(StrictMode, null, element));
      return () => root.unmount();
    };
  },
  async vue() {
    const { createApp } = await import('vue');
    return (component, host) => {
      const app = createApp(component as object);
      app.mount(host);
      return () => app.unmount();
    };
  },
  async svelte() {
    const { mount, unmount } = await import('svelte');
    return (component, host) => {
      const instance = mount(component as import('svelte').Component, { target: host });
      return () => void unmount(instance);
    };
  },
};
