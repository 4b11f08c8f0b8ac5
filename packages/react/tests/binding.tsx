/// <reference types="vite/client" />
import type { Binding, ComponentName, Components, Mounted } from '@towline/suites/conformance';
import * as React from 'react';
import { type ComponentType, createElement, type ReactNode, StrictMode } from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import { act } from './act.js';
import { components } from './components/index.js';

const names = (Object.keys(components) as ComponentName[]).filter(
  // React 18 has no Activity.
  (name) => name !== 'Kept' || 'Activity' in React,
);

async function start<Name extends ComponentName>(
  name: Name,
  props: Components[Name],
  begin: (container: HTMLElement, node: ReactNode) => Root,
  Wrapper: ComponentType<{ children: ReactNode }> | typeof StrictMode = React.Fragment,
): Promise<Mounted<Name>> {
  const Component = components[name] as ComponentType<Components[Name]>;
  const container = document.body.appendChild(document.createElement('main'));
  let current = props;
  const node = () => createElement(Wrapper, null, createElement(Component, current));
  let root: Root | undefined;
  await act(() => {
    root = begin(container, node());
  });
  return {
    page: container,
    async update(change) {
      current = { ...current, ...change };
      await act(() => root?.render(node()));
    },
    async unmount() {
      await act(() => root?.unmount());
      container.remove();
    },
  };
}

function render(container: HTMLElement, node: ReactNode): Root {
  const root = createRoot(container);
  root.render(node);
  return root;
}

/** What the server part of the suite keeps. */
const serverHtml = import.meta.glob<string>('./server-html/*.html', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const binding: Binding = {
  name: '@towline/react',
  components: names,
  mount: (name, props) => start(name, props, render),
  comesBack: true,
  mountTwice: (name, props) => start(name, props, render, StrictMode),
  hydrate: (name, props, html) =>
    start(name, props, (container, node) => {
      container.innerHTML = html;
      return hydrateRoot(container, node, { onRecoverableError: (error) => console.error(error) });
    }),
  serverHtml: (name) => serverHtml[`./server-html/${name}.html`] ?? '',
};
