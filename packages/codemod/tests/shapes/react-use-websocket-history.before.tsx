import { useCallback, useEffect, useState } from 'react';
import useWebSocket, { ReadyState } from 'react-use-websocket';

export const WebSocketDemo = () => {
  const [socketUrl, setSocketUrl] = useState('wss://echo.websocket.org');
  const [messageHistory, setMessageHistory] = useState<MessageEvent<any>[]>([]);

  const { sendMessage, lastMessage, readyState } = useWebSocket(socketUrl);

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
      <button onClick={handleClickSendMessage} disabled={readyState !== ReadyState.OPEN}>
        Click Me to send 'Hello'
      </button>
      {lastMessage ? <span>Last message: {lastMessage!.data} {lastMessage!.origin}</span> : null}
      {messageHistory.map((sendMessage, idx) => (
        <span key={idx}>{sendMessage ? sendMessage(sendMessage.data, false) : null}</span>
      ))}
    </div>
  );
};
