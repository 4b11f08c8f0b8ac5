import { useMessages } from '@towline/react';
import type { Components } from '@towline/testing/conformance';

export function Messages({ socket, show, limit }: Components['Messages']) {
  const messages = useMessages(socket, { limit });
  return <p>{show(messages.join(' '))}</p>;
}
