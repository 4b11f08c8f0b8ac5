import { useRetryCountdown, useWebSocket } from '@towline/react';
import type { Credentials } from '../../protocol.js';
import { keepFocus } from '../shared/elements.js';
import type { ChatSocket } from '../shared/socket.js';
import { connectionWords, isOff, latencyWords } from '../shared/words.js';
import { SignIn } from './SignIn.js';

export function ConnectionStatus({ socket, me }: { socket: ChatSocket; me: Credentials }) {
  const connection = useWebSocket(socket);
  const { reconnecting, nextRetry, latency, open, close } = connection;
  const off = isOff(connection);
  const seconds = useRetryCountdown(socket);
  const { tone, label, spoken, detail } = connectionWords(connection, seconds);

  return (
    <header className="connection">
      <div className="standing">
        <p className={`status ${tone}`} aria-hidden="true">
          <span className="status-dot" />
          {label}
        </p>
        {latency !== null && (
          <p className="latency">
            <span className="sr-only">Latency:</span> {latencyWords(latency)}
          </p>
        )}
        <p className="detail" aria-hidden="true">
          {detail}
        </p>
        <p className="sr-only" role="status">
          {spoken}
        </p>
      </div>
      <div className="actions" ref={keepFocusIn}>
        {reconnecting && (
          <button type="button" className="primary" aria-disabled={!nextRetry} onClick={open}>
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
        <SignIn socket={socket} me={me} />
      </div>
    </header>
  );
}

function keepFocusIn(actions: HTMLElement | null) {
  return actions ? keepFocus(actions) : undefined;
}
