import { useEffect } from 'react';
import useWebSocket, { ReadyState } from 'react-use-websocket';

export function Room({ show }: { show: (feed: unknown) => void }) {
  const feed = useWebSocket('/feed', { shouldReconnect: () => true });
  const json = useWebSocket('/json', { shouldReconnect: () => true });
  useEffect(() => {
    if (feed.readyState === ReadyState.OPEN) feed.sendMessage('hello', false);
    json.sendJsonMessage({ type: 'join' });
  }, [feed.readyState, json.lastJsonMessage]);
  show(feed);
  return (
    <p onClick={() => feed.getWebSocket()?.close()}>
      {feed.lastMessage?.data} {feed.lastMessage!.data.length} {feed.other}
      {[{ feed: { lastMessage: 1 } }].map(({ feed }) => feed.lastMessage)}
    </p>
  );
}
