import { useMessageReducer, useWebSocket } from '@towline/react';
import { useEffect, useState } from 'react';
import { Figures } from './Figures';
import { feed } from './socket';

export function Performance() {
  return (
    <>
      <div className="side-by-side">
        <Raw />
        <Towline />
      </div>
      <small>A WebSocket that has closed does not come back by itself.</small>
    </>
  );
}

function Raw() {
  const [status, setStatus] = useState('connecting');
  const [count, setCount] = useState(0);
  const [last, setLast] = useState('');

  useEffect(() => {
    const socket = new WebSocket('/ws/feed');
    socket.onopen = () => setStatus('open');
    socket.onclose = () => setStatus('closed');
    socket.onmessage = ({ data }) => {
      setCount((sum) => sum + 1);
      setLast(data);
    };
    return () => {
      // Else it would say "closed" of the one that follows, as Strict Mode shows.
      socket.onclose = null;
      socket.close();
    };
  }, []);

  return <Figures title="WebSocket" status={status} count={count} last={last} />;
}

function Towline() {
  const { status, lastMessage } = useWebSocket(feed);
  const count = useMessageReducer(feed, (sum) => sum + 1, 0);
  return <Figures title="Towline" status={status} count={count} last={lastMessage ?? ''} />;
}
