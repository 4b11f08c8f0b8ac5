import { useWebSocket } from '@towline/react';
import { chat } from './socket';

export function States() {
  const { status, reconnecting, ended, attempt, lastClose, open, close, reconnect } =
    useWebSocket(chat);

  return (
    <>
      <dl>
        <dt>status</dt>
        <dd className={status}>{status}</dd>
        <dt>reconnecting</dt>
        <dd>{String(reconnecting)}</dd>
        <dt>ended</dt>
        <dd>{String(ended)}</dd>
        <dt>attempt</dt>
        <dd>{attempt}</dd>
        <dt>lastClose</dt>
        <dd>{lastClose ? `${lastClose.cause}, ${lastClose.code}` : 'null'}</dd>
      </dl>
      <div className="row">
        <button type="button" onClick={() => open()}>
          open()
        </button>
        <button type="button" onClick={() => close()}>
          close()
        </button>
        <button type="button" onClick={() => reconnect()}>
          reconnect()
        </button>
      </div>
    </>
  );
}
