import { useMessageReducer, useRetryCountdown, useWebSocket } from '@towline/react';
import type { Components } from '@towline/suites/conformance';

export function Handed({ socket, show }: Components['Handed']) {
  const { status, ...rest } = useWebSocket(useWebSocket(socket));
  const text = useMessageReducer(rest, (whole, message) => whole + message, '');
  const seconds = useRetryCountdown(rest);
  return <p>{show(status, text, seconds)}</p>;
}
