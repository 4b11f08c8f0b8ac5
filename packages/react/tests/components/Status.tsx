import { useWebSocket } from '@towline/react';
import type { Components } from '@towline/suites/conformance';

export function Status({ socket, show }: Components['Status']) {
  const { status } = useWebSocket(socket);
  const text = show(status);
  return status === 'open' ? <b>{text}</b> : <i>{text}</i>;
}
