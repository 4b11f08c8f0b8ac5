import { type MountedName, offerMounts } from '@towline/suites/mounts';
import { type Component, createApp } from 'vue';
import Handed from './components/Handed.vue';
import Listener from './components/Listener.vue';
import Messages from './components/Messages.vue';
import Own from './components/Own.vue';

const components: Readonly<Record<MountedName, Component>> = { Own, Handed, Messages, Listener };

offerMounts((name, props, target) => {
  const app = createApp(components[name], { ...props });
  app.mount(target);
  return () => app.unmount();
});
