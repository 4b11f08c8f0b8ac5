import useSocket from 'react-use-websocket';

export function Status({ options }) {
  const socket = useSocket('/ws', options);
  return <p>{socket.readyState}</p>;
}
