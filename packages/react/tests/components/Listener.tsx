import { useMessage } from '@towline/react';
import type { Components } from '@towline/testing/conformance';

export function Listener({ socket, onMessage }: Components['Listener']) {
  useMessage(socket, (message) => onMessage(message));
  return <p />;
}
