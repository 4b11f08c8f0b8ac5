import { type MountedName, offerMounts } from '@towline/suites/mounts';
import { type Component, mount, unmount } from 'svelte';
import Handed from './components/Handed.svelte';
import Listener from './components/Listener.svelte';
import Messages from './components/Messages.svelte';
import Own from './components/Own.svelte';

const components: Readonly<Record<MountedName, unknown>> = { Own, Handed, Messages, Listener };

offerMounts((name, props, target) => {
  const instance = mount(components[name] as Component<object>, { target, props: { ...props } });
  return () => unmount(instance);
});
