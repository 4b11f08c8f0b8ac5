import * as forReact from '@testing-library/react';
import * as forSvelte from '@testing-library/svelte';
import * as forVue from '@testing-library/vue';
import { type ComponentType, createElement } from 'react';
import { createRawSnippet, type Component as SvelteComponent } from 'svelte';
import { h, type Component as VueComponent } from 'vue';

/** Where components are written: the endings of their files. */
export const FRAMEWORKS = ['tsx', 'vue', 'svelte'] as const;
export type Framework = (typeof FRAMEWORKS)[number];

type Module = Readonly<Record<string, unknown>>;

const INSIDE = 'Inside';

// As applications have it: each component is made, mounted, unmounted and mounted again.
forReact.configure({ reactStrictMode: true });

/**
 * Shows a component in the way of its framework, with something inside of it where it has a place for that.
 *
 * @param parent the kind of element in which it may stand
 */
export async function mount(
  framework: Framework,
  component: unknown,
  props: Module = {},
  parent = 'div',
): Promise<void> {
  switch (framework) {
    case 'tsx': {
      const element = createElement(component as ComponentType<object>, props, INSIDE);
      const container = document.body.appendChild(document.createElement(parent));
      // One may suspend, so that it has to be waited for.
      await forReact.act(async () => forReact.render(element, { container }));
      return;
    }
    case 'vue': {
      const asked = (component as { readonly props?: object }).props ?? {};
      // What it does not ask for would be an attribute.
      const own = Object.entries(props).filter(([name]) => name in asked);
      forVue.render(component as VueComponent, {
        props: Object.fromEntries(own),
        slots: { default: () => h('p', INSIDE) },
      });
      return;
    }
    case 'svelte': {
      const children = createRawSnippet(() => ({ render: () => `<p>${INSIDE}</p>` }));
      const own = { ...props, children };
      forSvelte.render(component as SvelteComponent<typeof own>, { props: own });
    }
  }
}

export function unmountAll(): void {
  forReact.cleanup();
  forVue.cleanup();
  forSvelte.cleanup();
}

/** React's are exports with a capital; the others have one in each file. */
export function componentsOf(framework: Framework, module: Module): readonly unknown[] {
  if (framework !== 'tsx') return [module['default']];
  return Object.entries(module).flatMap(([name, value]) =>
    (name === 'default' || /^[A-Z]/.test(name)) && typeof value === 'function' ? [value] : [],
  );
}

export function isFramework(language: string): language is Framework {
  return FRAMEWORKS.some((framework) => framework === language);
}
