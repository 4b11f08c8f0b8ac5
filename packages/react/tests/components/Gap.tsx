import { useMessages, useWebSocket } from '@towline/react';
import type { Components } from '@towline/suites/conformance';
import { useLayoutEffect } from 'react';

export function Gap({ socket, show, onRendered }: Components['Gap']) {
  const { status, lastMessage } = useWebSocket(socket);
  const messages = useMessages(socket);
  useLayoutEffect(onRendered, [onRendered]);
  return <p>{show(status, lastMessage, messages.join(' '))}</p>;
}
