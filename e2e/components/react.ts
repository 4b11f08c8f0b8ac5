import { useMessages, useWebSocket } from '@towline/react';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import type { Mount } from './mount.ts';

function Status() {
  const { status, socket } = useWebSocket('/ws', { linger: 0 });
  const messages = useMessages(socket);
  return createElement('p', null, `${status}, ${messages.length} messages`);
}

export const mountReact: Mount = (target) => {
  const root = createRoot(target);
  root.render(createElement(Status));
  return () => root.unmount();
};
