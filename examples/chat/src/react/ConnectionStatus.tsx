import { useWebSocket } from '@towline/react';
import { useLayoutEffect, useState } from 'react';
import { countDown } from '../shared/countdown.js';
import type { ChatSocket } from '../shared/socket.js';
import { connectionWords, isOff } from '../shared/words.js';

export function ConnectionStatus({ socket }: { socket: ChatSocket }) {
  const connection = useWebSocket(socket);
  const { status, nextRetry, open, close, send } = connection;
  const off = isOff(connection);
  const seconds = useSecondsUntil(nextRetry?.at);
  const { tone, label, spoken, detail } = connectionWords(connection, seconds);

  return (
    <header className="connection">
      <p className={`status ${tone}`} aria-hidden="true">
        <span className="status-dot" />
        {label}
      </p>
      <p className="detail" aria-hidden="true">
        {detail}
      </p>
      <p className="sr-only" role="status">
        {spoken}
      </p>
      <div className="actions">
        {nextRetry && (
          <button type="button" className="primary" onClick={open}>
            Try now
          </button>
        )}
        {/* One button, so that the keyboard's focus stays. */}
        <button
          type="button"
          className={off ? 'primary' : ''}
          onClick={() => (off ? open() : close())}
        >
          {off ? 'Connect' : 'Disconnect'}
        </button>
        <button
          type="button"
          className="fault"
          disabled={status !== 'open'}
          onClick={() => send({ type: 'fault', kind: 'drop' })}
        >
          Drop me
        </button>
        <button
          type="button"
          className="fault"
          disabled={status !== 'open'}
          onClick={() => send({ type: 'fault', kind: 'restart' })}
        >
          Restart server
        </button>
      </div>
    </header>
  );
}

function useSecondsUntil(at: number | undefined): number {
  const [seconds, setSeconds] = useState(0);
  // Before it is painted, so that no old number flashes up.
  useLayoutEffect(() => countDown(at, setSeconds), [at]);
  return seconds;
}
