import { useMessage, useMessageReducer, useMessages } from '@towline/react';
import type { Components } from '@towline/suites/conformance';

export function Outside({ log, reducer, show, onMessage }: Components['Outside']) {
  const messages = useMessages(log);
  const text = useMessageReducer(reducer);
  useMessage(log, onMessage);
  return <p>{show(messages.join(' '), text)}</p>;
}
