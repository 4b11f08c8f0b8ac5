import { flushSync, mount as mountComponent, unmount } from 'svelte';
import Guest from './svelte/Guest.svelte';
import Last from './svelte/Last.svelte';
import Rows from './svelte/Rows.svelte';

/**
 * @template {Record<string, unknown>} Props
 * @param {Element} target
 * @param {import('svelte').Component<Props>} component
 * @param {Props} props
 */
function mount(target, component, props) {
  const place = target.appendChild(document.createElement('div'));
  const mounted = mountComponent(component, { target: place, props });
  flushSync();
  return () => {
    unmount(mounted);
    flushSync();
    place.remove();
  };
}

/** @type {import('../page/kit.js').Kit['mountLast']} */
export function mountLast(target, contender, url, work) {
  return mount(target, Last, { contender, url, work });
}

/** @type {import('../page/kit.js').Kit['mountRows']} */
export function mountRows(target, contender, shared, topics) {
  return mount(target, Rows, { contender, shared, topics });
}

/** @type {import('../page/kit.js').Kit['mountGuest']} */
export function mountGuest(target, contender, shared, opened) {
  return mount(target, Guest, { contender, shared, opened });
}
