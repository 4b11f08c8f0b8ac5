import { useWebSocket } from '@towline/react';
import { prices } from './socket';

export function Price() {
  const { status, reconnecting, lastMessage } = useWebSocket(prices);
  return (
    <>
      <p className={status} role="status">
        {reconnecting ? 'Reconnecting…' : status}
      </p>
      <dl>
        <dt>Price</dt>
        <dd>{lastMessage ?? 'none yet'}</dd>
      </dl>
    </>
  );
}
