import { useRetryCountdown, useWebSocket } from '@towline/react';
import type { FeedSocket } from '../shared/feed.js';
import { connectionWords } from '../shared/words.js';

export function ConnectionStatus({ socket }: { socket: FeedSocket }) {
  const connection = useWebSocket(socket);
  const { tone, label, spoken } = connectionWords(connection, useRetryCountdown(socket));
  return (
    <div className="connection">
      <p className={`status ${tone}`} aria-hidden="true">
        <span className="status-dot" />
        {label}
      </p>
      <p className="sr-only" role="status">
        {spoken}
      </p>
    </div>
  );
}
