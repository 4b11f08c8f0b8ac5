import { useCallback, useEffect, useState } from 'react';
import { OPEN, useWebSocket } from '@towline/react';

export const WebSocketDemo = () => {
  const [socketUrl, setSocketUrl] = useState('wss://echo.websocket.org');
  const [messageHistory, setMessageHistory] = useState<MessageEvent<any>[]>([]);

  const { send: sendMessage, lastMessage, readyState } = useWebSocket(socketUrl, {
    retry: false
  });

  useEffect(() => {
    if (lastMessage !== null) {
      setMessageHistory((prev) => prev.concat(lastMessage));
    }
  }, [lastMessage]);

  const { data } = lastMessage ?? {};
  const { timeStamp } = lastMessage;
  const own = messageHistory.map((lastMessage) => lastMessage.data.length);
  const handleClickSendMessage = useCallback(() => sendMessage('Hello'), []);
  const shared = { lastMessage, readyState };

  return (
    <div>
      <Shown message={lastMessage} lastMessage={own} shared={shared} text={data ?? timeStamp} />
      <button onClick={handleClickSendMessage} disabled={readyState !== OPEN}>
        Click Me to send 'Hello'
      </button>
      {lastMessage ? <span>Last message: {lastMessage!} {lastMessage!.origin}</span> : null}
      {messageHistory.map((sendMessage, idx) => (
        <span key={idx}>{sendMessage ? sendMessage(sendMessage.data, false) : null}</span>
      ))}
    </div>
  );
};
