import { useWebSocket } from '@towline/react';
import type { Components } from '@towline/suites/conformance';

export function Fields({ socket, show, fields }: Components['Fields']) {
  const result = useWebSocket(socket);
  return <p>{show(...fields.map((field) => result[field]))}</p>;
}
