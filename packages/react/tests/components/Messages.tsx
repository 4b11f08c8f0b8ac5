import { useMessages } from '@towline/react';
import type { Components } from '@towline/suites/conformance';

export function Messages({ socket, show, limit }: Components['Messages']) {
  const messages = useMessages(socket, { limit });
  return <p>{show(messages.join(' '))}</p>;
}
