import { useMessages, useWebSocket } from '@towline/react';
import type { FormEvent } from 'react';
import { chat } from './socket';

export function Chat() {
  const { status, reconnecting, send } = useWebSocket(chat);
  const texts = useMessages(chat, { limit: 4 });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    send(String(new FormData(form).get('text')));
    form.reset();
  }

  return (
    <>
      <p className={status} role="status">
        {reconnecting ? 'Reconnecting…' : status}
      </p>
      <ul>
        {texts.map((text, index) => (
          <li key={index}>{text}</li>
        ))}
      </ul>
      <form onSubmit={submit}>
        <input
          name="text"
          aria-label="Message"
          placeholder="A message"
          autoComplete="off"
          required
        />
        <button type="submit">Send</button>
      </form>
    </>
  );
}
