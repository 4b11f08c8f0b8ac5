import { useMessages, useWebSocket } from '@towline/react';
import { useState } from 'react';

export function Chat() {
  const { status, reconnecting, send, socket } = useWebSocket('ws://localhost/chat');
  const messages = useMessages(socket);
  const [text, setText] = useState('');

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send(text);
        setText('');
      }}
    >
      <p role="status">{reconnecting ? 'reconnecting' : status}</p>
      <ul>
        {messages.map((message, index) => (
          <li key={index}>{message}</li>
        ))}
      </ul>
      <label>
        Message <input value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <button type="submit">Send</button>
    </form>
  );
}
