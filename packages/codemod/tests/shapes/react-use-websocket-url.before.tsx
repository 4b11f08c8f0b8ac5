import { useCallback } from 'react';
import useWebSocket from 'react-use-websocket';

export function Private({ user, on }: { user: string; on: boolean }) {
  const getUrl = useCallback(async () => {
    const token = await fetch('/token').then((response) => response.text());
    return `wss://example.com/${user}?token=${token}`;
  }, [user]);

  const { getWebSocket, sendMessage: say } = useWebSocket(
    getUrl,
    {
      shouldReconnect: (closeEvent) => closeEvent.code !== 4001,
      reconnectInterval: (attemptNumber) => Math.min(2 ** attemptNumber * 1000, 10_000),
      protocols: ['v1'],
      heartbeat: true,
    },
    on,
  );

  return (
    <button
      type="button"
      onClick={() => (getWebSocket()?.readyState === 1 ? say('hi') : undefined)}
    >
      Say
    </button>
  );
}
