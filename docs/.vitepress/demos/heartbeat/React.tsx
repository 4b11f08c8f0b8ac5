import { useMessageReducer, useWebSocket } from '@towline/react';
import { feed } from './socket';

export function Heartbeat() {
  const { status, reconnecting, latency, lastClose } = useWebSocket(feed);
  const count = useMessageReducer(feed, (sum) => sum + 1, 0);

  return (
    <>
      <p className={status} role="status">
        {reconnecting ? 'Reconnecting…' : status}
      </p>
      <dl>
        <dt>latency</dt>
        <dd>{latency === null ? 'no ping yet' : `${Math.round(latency)} ms`}</dd>
        <dt>messages</dt>
        <dd>{count}</dd>
        <dt>last close</dt>
        <dd>{lastClose ? `${lastClose.cause}, ${lastClose.code}` : 'none'}</dd>
      </dl>
    </>
  );
}
