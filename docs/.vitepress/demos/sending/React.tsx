import { type SendResult, useWebSocket } from '@towline/react';
import { type FormEvent, useEffect, useReducer } from 'react';
import { chat, type Fates, type Text } from './socket';

const withFate = (fates: Fates, [text, fate]: readonly [Text, SendResult]): Fates =>
  new Map(fates).set(text, fate);

export function Sending() {
  const { status, queued, queuedBytes, bufferedAmount, send } = useWebSocket(chat);
  const [fates, note] = useReducer(withFate, new Map());

  // What was queued ends in one of these, and brings the same object along.
  useEffect(() => chat.on('sent', ({ message }) => note([message, 'sent'])), []);
  useEffect(() => chat.on('drop', ({ message }) => note([message, 'dropped'])), []);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('text'));
    const message = { id: fates.size + 1, text };
    note([message, send(message)]);
  }

  return (
    <>
      <p className={status} role="status">
        {status}
      </p>
      <form onSubmit={submit}>
        <input name="text" aria-label="Message" defaultValue="Hello" required />
        <button type="submit">Send</button>
      </form>
      <ul>
        {[...fates].slice(-6).map(([{ id, text }, fate]) => (
          <li key={id}>
            {id}. {text} <span className={fate}>{fate}</span>
          </li>
        ))}
      </ul>
      <small>
        queued: {queued} ({queuedBytes} bytes), bufferedAmount: {bufferedAmount} bytes
      </small>
    </>
  );
}
