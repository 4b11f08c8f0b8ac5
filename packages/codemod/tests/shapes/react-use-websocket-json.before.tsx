import { useEffect } from 'react';
import useWebSocket, { ReadyState } from 'react-use-websocket';

const labels = {
  [ReadyState.CONNECTING]: 'Connecting',
  [ReadyState.OPEN]: 'Open',
  [ReadyState.CLOSING]: 'Closing',
  [ReadyState.CLOSED]: 'Closed',
  [ReadyState.UNINSTANTIATED]: 'Uninstantiated',
};

export function Room({ url }: { url: string }) {
  const { sendJsonMessage, lastJsonMessage, readyState } = useWebSocket<{ text: string } | null>(
    url,
    {
      shouldReconnect: () => true,
      reconnectAttempts: 10,
      reconnectInterval: 3000,
    },
  );

  useEffect(() => {
    if (readyState === ReadyState.OPEN) sendJsonMessage({ type: 'join' });
  }, [readyState, sendJsonMessage]);

  return (
    <p>
      {labels[readyState]}: {lastJsonMessage?.text}
    </p>
  );
}
