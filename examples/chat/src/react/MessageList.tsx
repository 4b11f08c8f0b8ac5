import { useMemo } from 'react';
import { stickToEnd } from '../shared/elements.js';
import type { Pending, Room } from '../shared/room.js';
import { type MessageRow, rowsOf } from '../shared/rows.js';
import { MARK_WORDS } from '../shared/words.js';

interface Props {
  room: Room;
  onAgain: (pending: Pending) => void;
}

export function MessageList({ room, onAgain }: Props) {
  const rows = useMemo(() => rowsOf(room), [room]);
  const again = (id: string) => room.pending.filter(({ say }) => say.id === id).forEach(onAgain);

  return (
    <div className="log" role="log" aria-label="Messages" aria-relevant="additions" ref={keepEnd}>
      {rows.length === 0 && <p className="empty">Nothing said yet. Say hello.</p>}
      <ol>
        {rows.map((row) =>
          row.kind === 'note' ? (
            <li key={row.key} className="note">
              {row.text}
            </li>
          ) : (
            <Message key={row.key} row={row} onAgain={() => again(row.id)} />
          ),
        )}
      </ol>
    </div>
  );
}

function Message({ row, onAgain }: { row: MessageRow; onAgain: () => void }) {
  const { mark } = row;
  return (
    <li className={`message ${row.mine ? 'mine' : ''} ${row.continues ? 'continues' : ''}`}>
      <span className={`face tint-${row.tint}`} aria-hidden="true">
        {row.initials}
      </span>
      <span className="author">{row.mine ? 'You' : row.author}</span>
      <p className="text">{row.text}</p>
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
