import { mount, unmount } from 'svelte';
import type { Mount } from './mount.ts';
import Status from './Status.svelte';

export const mountSvelte: Mount = (target) => {
  const component = mount(Status, { target });
  return () => unmount(component);
};
