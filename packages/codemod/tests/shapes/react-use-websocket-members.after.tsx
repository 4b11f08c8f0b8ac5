import { useEffect } from 'react';
import { OPEN, json, useWebSocket } from '@towline/react';

export function Room({ show }: { show: (feed: unknown) => void }) {
  const feed = useWebSocket('/feed');
  const json = useWebSocket('/json', {
    codec: json()
  });
  useEffect(() => {
    if (feed.readyState === OPEN) feed.send('hello');
    json.send({ type: 'join' });
  }, [feed.readyState, json.lastMessage]);
  show(feed);
  return (
    <p onClick={() => feed.socket?.close()}>
      {feed.lastMessage} {feed.lastMessage!.length} {feed.other}
      {[{ feed: { lastMessage: 1 } }].map(({ feed }) => feed.lastMessage)}
    </p>
  );
}
