import { heartbeat, useWebSocket } from '@towline/react';

export function Echo() {
  const { send: sendMessage, lastMessage } = useWebSocket('wss://example.com/echo', {
    onOpen: () => console.log('opened'),
    onMessage: (event) => console.log(event.data),
    filter: (message) => message.data !== 'pong',

    heartbeat: heartbeat({
      message: 'ping',
      interval: 10_000,
      timeout: 20000,
      isAnswer: message => message === 'pong'
    }),

    retry: false
  });

  return (
    <button type="button" onClick={() => sendMessage('hello')}>
      {lastMessage ? lastMessage : 'nothing yet'} {lastMessage?.timeStamp}
    </button>
  );
}
