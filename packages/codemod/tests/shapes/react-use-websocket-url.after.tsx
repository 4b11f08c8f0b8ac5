import { useCallback } from 'react';
import { heartbeat, useWebSocket } from '@towline/react';

export function Private({ user, on }: { user: string; on: boolean }) {
  const getUrl = useCallback(async () => {
    const token = await fetch('/token').then((response) => response.text());
    return `wss://example.com/${user}?token=${token}`;
  }, [user]);

  const { socket: getWebSocket, send: say } = useWebSocket(getUrl, {
    protocols: ['v1'],

    heartbeat: heartbeat({
      message: 'ping',
      interval: 25000,
      timeout: 35000
    }),

    retry: (closeEvent, attempt) => closeEvent.code !== 4001 ? (attemptNumber => Math.min(2 ** attemptNumber * 1000, 10_000))(attempt - 1) : null,
    enabled: on
  });

  return (
    <button
      type="button"
      onClick={() => (getWebSocket?.readyState === 1 ? say('hi') : undefined)}
    >
      Say
    </button>
  );
}
