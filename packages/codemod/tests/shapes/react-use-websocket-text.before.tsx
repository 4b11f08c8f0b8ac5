import { useWebSocket } from 'react-use-websocket';

export function Echo() {
  const { sendMessage, lastMessage } = useWebSocket('wss://example.com/echo', {
    onOpen: () => console.log('opened'),
    onMessage: (event) => console.log(event.data),
    share: true,
    filter: (message) => message.data !== 'pong',
    heartbeat: {
      message: 'ping',
      returnMessage: 'pong',
      interval: 10_000,
      timeout: 30_000,
    },
  });

  return (
    <button type="button" onClick={() => sendMessage('hello', false)}>
      {lastMessage ? lastMessage.data : 'nothing yet'} {lastMessage?.timeStamp}
    </button>
  );
}
