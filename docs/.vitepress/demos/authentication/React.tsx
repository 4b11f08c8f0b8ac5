import { useMessages, useWebSocket } from '@towline/react';
import { feed, greetings } from './socket';

export function Account() {
  const { status, ended, lastClose, open } = useWebSocket(feed);
  const texts = useMessages(greetings);

  return (
    <>
      <p className={status} role="status">
        {status}
      </p>
      <ul>
        {texts.map((text, index) => (
          <li key={index}>{text}</li>
        ))}
      </ul>
      {ended && lastClose?.code === 4401 && (
        <p>
          Please sign in again.{' '}
          <button type="button" onClick={open}>
            Sign in
          </button>
        </p>
      )}
    </>
  );
}
