import { useMessage, useMessages, useWebSocket } from '@towline/react';
import type { Components } from '@towline/suites/conformance';
import { useEffect } from 'react';

export function Own({ show, onMessage, onSetup, ...given }: Components['Own']) {
  const { url, enabled, keepQueue, options } = given;
  const own = useWebSocket(url, { ...options, enabled, keepQueue });
  const { status, lastMessage, send, open, close, reconnect, socket } = own;
  const messages = useMessages(own);
  useMessage(own, onMessage);
  useEffect(
    () => onSetup({ send, open, close, reconnect, socket }),
    [onSetup, send, open, close, reconnect, socket],
  );
  return <p>{show(status, lastMessage, messages.join(' '))}</p>;
}
