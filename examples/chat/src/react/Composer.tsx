import { useWebSocket } from '@towline/react';
import { useState } from 'react';
import { isSendKey } from '../shared/elements.js';
import type { ChatSocket } from '../shared/socket.js';
import { isOff } from '../shared/words.js';

interface Props {
  socket: ChatSocket;
  problem: string | null;
  onSay: (text: string) => void;
}

export function Composer({ socket, problem, onSay }: Props) {
  const connection = useWebSocket(socket);
  const off = isOff(connection);
  const [text, setText] = useState('');

  function submit() {
    if (off || text.trim() === '') return;
    onSay(text.trim());
    setText('');
  }

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="problem" role="alert">
        {problem}
      </p>
      <label>
        <span className="sr-only">Message</span>
        <textarea
          rows={1}
          maxLength={2000}
          placeholder={off ? 'Connect to write' : 'Write a message'}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (!isSendKey(event.nativeEvent)) return;
            event.preventDefault();
            submit();
          }}
        />
      </label>
      <button type="submit" className="primary" disabled={off}>
        Send
      </button>
    </form>
  );
}
