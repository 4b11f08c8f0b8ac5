import { useWebSocket } from '@towline/react';

export function Status({ options }) {
  const socket = useWebSocket('/ws', options);
  return <p>{socket.readyState}</p>;
}
