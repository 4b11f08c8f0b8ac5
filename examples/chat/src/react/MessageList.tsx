import { useMemo } from 'react';
import { stickToEnd } from '../shared/elements.js';
import type { Pending, Room } from '../shared/room.js';
import { type MessageRow, rowsOf } from '../shared/rows.js';
import { typingWords } from '../shared/typing.js';
import { MARK_WORDS } from '../shared/words.js';
import { Picture } from './Picture.js';

interface Props {
  room: Room;
  onAgain: (pending: Pending) => void;
}

export function MessageList({ room, onAgain }: Props) {
  const rows = useMemo(() => rowsOf(room), [room]);
  const again = (id: string) =>
    room.pending.filter(({ message }) => message.id === id).forEach(onAgain);

  return (
    <>
      <div className="log" role="log" aria-label="Messages" aria-relevant="additions" ref={keepEnd}>
        {rows.length === 0 && <p className="empty">Nothing said yet. Say hello.</p>}
        <ol>
          {rows.map((row) =>
            row.kind === 'message' ? (
              <Message key={row.key} row={row} onAgain={() => again(row.id)} />
            ) : (
              <li key={row.key} className={row.kind}>
                {row.text}
              </li>
            ),
          )}
        </ol>
      </div>
      <p className="typing" aria-live="polite">
        {typingWords(room.typing)}
      </p>
    </>
  );
}

function Message({ row, onAgain }: { row: MessageRow; onAgain: () => void }) {
  const { content, mark } = row;
  return (
    <li className={`message ${row.mine ? 'mine' : ''} ${row.continues ? 'continues' : ''}`}>
      <span className={`face tint-${row.tint}`} aria-hidden="true">
        {row.initials}
      </span>
      <span className="author">{row.mine ? 'You' : row.author}</span>
      {content.type === 'say' ? (
        <p className="text">{content.text}</p>
      ) : (
        <Picture picture={content} author={row.author} />
      )}
      <span className="meta">
        {row.time && <time>{row.time}</time>}
        {mark && (
          <span className={`mark ${mark}`} title={MARK_WORDS[mark]}>
            <svg className="icon" aria-hidden="true">
              <use href={`#icon-${mark}`} />
            </svg>
            <span className="mark-word">{MARK_WORDS[mark]}</span>
          </span>
        )}
        {mark === 'dropped' && (
          <button type="button" className="link" onClick={onAgain}>
            Send again
          </button>
        )}
      </span>
    </li>
  );
}

function keepEnd(list: HTMLElement | null) {
  return list ? stickToEnd(list) : undefined;
}
