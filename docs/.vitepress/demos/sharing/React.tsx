import { useMessageReducer, useWebSocket } from '@towline/react';
import { useState } from 'react';
import { chat, connections } from './socket';

export function Sharing() {
  const [status, setStatus] = useState(true);
  const [count, setCount] = useState(true);
  const total = useMessageReducer(connections);

  return (
    <>
      <div className="row">
        <label>
          <input type="checkbox" checked={status} onChange={() => setStatus(!status)} /> Status
        </label>
        <label>
          <input type="checkbox" checked={count} onChange={() => setCount(!count)} /> Count
        </label>
      </div>
      {status && <Status />}
      {count && <Count />}
      <small>Connections at the server so far: {total}</small>
    </>
  );
}

function Status() {
  const { status } = useWebSocket(chat);
  return (
    <p className={status} role="status">
      Status: {status}
    </p>
  );
}

function Count() {
  useWebSocket(chat); // keeps it open, and reads nothing
  const count = useMessageReducer(chat, (sum) => sum + 1, 0);
  return <p>Messages: {count}</p>;
}
