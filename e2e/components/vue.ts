import { useMessages, useWebSocket } from '@towline/vue';
import { createApp, defineComponent, h } from 'vue';
import type { Mount } from './mount.ts';

const Status = defineComponent(() => {
  const { status, socket } = useWebSocket('/ws', { linger: 0 });
  const messages = useMessages(socket);
  return () => h('p', `${status.value}, ${messages.value.length} messages`);
});

export const mountVue: Mount = (target) => {
  const app = createApp(Status);
  app.mount(target);
  return () => app.unmount();
};
