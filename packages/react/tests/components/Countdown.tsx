import { useRetryCountdown } from '@towline/react';
import type { Components } from '@towline/suites/conformance';

export function Countdown({ socket, show }: Components['Countdown']) {
  const seconds = useRetryCountdown(socket);
  return <p>{show(seconds)}</p>;
}
