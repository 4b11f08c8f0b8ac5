import { type Component, flushSync, mount, unmount } from 'svelte';
import { afterEach } from 'vitest';
import { reactiveProps } from './reactiveProps.svelte.js';

interface Page<Props> {
  text(): string;
  update(change: Partial<Props>): void;
}

/** Shows components of a test, and takes them away after it. */
export function setPage(): <Props extends Record<string, unknown>>(
  component: Component<Props>,
  given: Props,
) => Page<Props> {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });
  return (component, given) => {
    const target = document.createElement('main');
    const { props, update } = reactiveProps(given);
    const instance = mount(component, { target, props });
    flushSync();
    ends.push(() => unmount(instance));
    return {
      text: () => target.textContent?.trim() ?? '',
      update(change) {
        update(change);
        flushSync();
      },
    };
  };
}
