import { useEffect } from 'react';
import { CLOSED, CLOSING, CONNECTING, OPEN, json, useWebSocket } from '@towline/react';

const labels = {
  [CONNECTING]: 'Connecting',
  [OPEN]: 'Open',
  [CLOSING]: 'Closing',
  [CLOSED]: 'Closed',
  [-1]: 'Uninstantiated',
};

export function Room({ url }: { url: string }) {
  const { send: sendJsonMessage, lastMessage: lastJsonMessage, readyState } = useWebSocket(url, {
    retry: (close, attempt) => attempt <= 10 ? 3000 : null,
    codec: json()
  });

  useEffect(() => {
    if (readyState === OPEN) sendJsonMessage({ type: 'join' });
  }, [readyState, sendJsonMessage]);

  return (
    <p>
      {labels[readyState]}: {lastJsonMessage?.text}
    </p>
  );
}
