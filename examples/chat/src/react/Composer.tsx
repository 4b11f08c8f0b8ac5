import { useWebSocket } from '@towline/react';
import { type ChangeEvent, type SyntheticEvent, useMemo, useState } from 'react';
import { isSendKey } from '../shared/elements.js';
import { filesOf, PICTURE_TYPES } from '../shared/pictures.js';
import type { ChatSocket } from '../shared/socket.js';
import { createTypist } from '../shared/typing.js';
import { isOff } from '../shared/words.js';

interface Props {
  socket: ChatSocket;
  problem: string | null;
  onSay: (text: string) => void;
  onShow: (files: readonly File[]) => void;
}

export function Composer({ socket, problem, onSay, onShow }: Props) {
  const off = isOff(useWebSocket(socket));
  const typed = useMemo(() => createTypist(socket), [socket]);
  const [text, setText] = useState('');

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (off || text.trim() === '') return;
    onSay(text.trim());
    setText('');
  }

  function show(event: SyntheticEvent, data: DataTransfer) {
    const files = filesOf(data);
    if (files.length === 0) return;
    event.preventDefault();
    if (!off) onShow(files);
  }

  function choose({ target }: ChangeEvent<HTMLInputElement>) {
    onShow([...(target.files ?? [])]);
    // So that the same file can be chosen again.
    target.value = '';
  }

  return (
    <form
      className="composer"
      onSubmit={submit}
      onDrop={(event) => show(event, event.dataTransfer)}
    >
      <p className="problem" role="alert">
        {problem}
      </p>
      <label className="choose" title="Send a picture: choose, paste or drop it">
        <span className="sr-only">Send a picture</span>
        <input type="file" accept={PICTURE_TYPES.join()} disabled={off} onChange={choose} />
        <svg className="icon" aria-hidden="true">
          <use href="#icon-picture" />
        </svg>
      </label>
      <label>
        <span className="sr-only">Message</span>
        <textarea
          rows={1}
          maxLength={2000}
          placeholder={off ? 'Connect to write' : 'Write a message'}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            typed();
          }}
          onPaste={(event) => show(event, event.clipboardData)}
          onKeyDown={(event) => {
            if (isSendKey(event.nativeEvent)) submit(event);
          }}
        />
      </label>
      <button type="submit" className="primary" disabled={off}>
        Send
      </button>
    </form>
  );
}
