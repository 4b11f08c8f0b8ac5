import { json, useMessages, useRetryCountdown, useWebSocket } from '@towline/react';
import { type SyntheticEvent, useState } from 'react';
import type { Said, Say } from './message';

const codec = json<Said, Say>();

export function Chat() {
  const { status, reconnecting, queued, send, socket } = useWebSocket('/ws/chat', { codec });
  const messages = useMessages(socket, { limit: 200 });
  const seconds = useRetryCountdown(socket);
  const [text, setText] = useState('');

  function say(event: SyntheticEvent) {
    event.preventDefault();
    if (!text.trim()) return;
    send({ text });
    setText('');
  }

  return (
    <>
      <h1>Chat</h1>
      <p className="status" role="status">
        {reconnecting ? `reconnecting${seconds ? ` in ${seconds} s` : ''}` : status}
        {queued > 0 && `, ${queued} to be sent`}
      </p>
      <ul className="messages">
        {messages.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
      <form onSubmit={say}>
        <label>
          <input
            aria-label="Message"
            placeholder="Write a message"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <button type="submit">Send</button>
      </form>
    </>
  );
}
