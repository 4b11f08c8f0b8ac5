import { useMessages, useWebSocket } from '@towline/react';
import { feed } from './socket';

export function Heartbeat() {
  const { status, reconnecting, latency, lastClose } = useWebSocket(feed);
  const messages = useMessages(feed);

  return (
    <>
      <p className={status}>{reconnecting ? 'Reconnecting…' : status}</p>
      <dl>
        <dt>latency</dt>
        <dd>{latency === null ? 'no ping yet' : `${Math.round(latency)} ms`}</dd>
        <dt>messages</dt>
        <dd>{messages.length}</dd>
        <dt>last close</dt>
        <dd>{lastClose ? `${lastClose.cause}, ${lastClose.code}` : 'none'}</dd>
      </dl>
    </>
  );
}
