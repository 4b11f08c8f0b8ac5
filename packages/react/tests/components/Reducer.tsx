import { useMessageReducer } from '@towline/react';
import type { Components } from '@towline/suites/conformance';

export function Reducer({ socket, show }: Components['Reducer']) {
  const text = useMessageReducer(socket, (whole, message) => whole + message, '');
  return <p>{show(text)}</p>;
}
