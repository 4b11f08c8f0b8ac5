import { useMessage } from '@towline/react';
import type { Components } from '@towline/suites/conformance';

export function Listener({ socket, onMessage }: Components['Listener']) {
  useMessage(socket, (message) => onMessage(message));
  return <p />;
}
