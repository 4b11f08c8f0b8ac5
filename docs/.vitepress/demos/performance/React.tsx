import { useMessageReducer, useWebSocket } from '@towline/react';
import { useEffect, useState } from 'react';
import { Figures } from './Figures';
import { feed } from './socket';

export function Performance() {
  return (
    <div className="side-by-side">
      <Raw />
      <Towline />
    </div>
  );
}

function Raw() {
  const [count, setCount] = useState(0);
  const [last, setLast] = useState('');

  useEffect(() => {
    const socket = new WebSocket('/ws/feed');
    socket.onmessage = ({ data }) => {
      setCount((sum) => sum + 1);
      setLast(data);
    };
    return () => socket.close();
  }, []);

  return <Figures title="WebSocket" count={count} last={last} />;
}

function Towline() {
  const { lastMessage } = useWebSocket(feed);
  const count = useMessageReducer(feed, (sum) => sum + 1, 0);
  return <Figures title="Towline" count={count} last={lastMessage ?? ''} />;
}
