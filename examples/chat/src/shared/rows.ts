import type { Person } from '../../protocol.js';
import type { Mark, Room } from './room.js';

/** A line of the list: a note, or a message. */
export type Row = NoteRow | MessageRow;

export interface NoteRow {
  readonly kind: 'note';
  readonly key: string;
  readonly text: string;
}

export interface MessageRow {
  readonly kind: 'message';
  readonly key: string;
  readonly id: string;
  readonly author: string;
  readonly initials: string;
  /** Which of the colours of `.tint-…` is the author's. */
  readonly tint: number;
  readonly mine: boolean;
  /** By the same author as the row above it. */
  readonly continues: boolean;
  readonly text: string;
  /** '14:05'; '' before the server has told. */
  readonly time: string;
  /** Of one's own messages only. */
  readonly mark: Mark | null;
}

const TINTS = 6;
/** Of the tints, the first are theirs. */
const FRAMEWORKS = ['React', 'Vue', 'Svelte'];
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

export function rowsOf({ you, entries, pending }: Room): readonly Row[] {
  const rows: Row[] = [];

  function message(from: Person, id: string, text: string, at: number | null, own: Mark) {
    const above = rows.at(-1);
    const mine = from === SELF || from.id === you?.id;
    rows.push({
      kind: 'message',
      key: `${mine ? 'you' : from.id}/${id}`,
      id,
      author: from.name,
      initials: initialsOf(from),
      tint: tintOf(from),
      mine,
      continues:
        above?.kind === 'message' && (mine ? above.mine : above.key.startsWith(`${from.id}/`)),
      text,
      time: at === null ? '' : time.format(at),
      mark: mine ? own : null,
    });
  }

  for (const entry of entries) {
    if (entry.type === 'said') message(entry.from, entry.id, entry.text, entry.at, 'delivered');
    else rows.push({ kind: 'note', key: `note/${entry.at}`, text: noteOf(entry) });
  }
  for (const { say, mark } of pending) message(you ?? SELF, say.id, say.text, null, mark);
  return rows;
}

/** Before the server has told who one is. */
const SELF: Person = { id: 'you', name: 'You' };

function noteOf(entry: Exclude<Room['entries'][number], { type: 'said' }>): string {
  switch (entry.type) {
    case 'joined':
      return `${entry.person.name} joined`;
    case 'left':
      return `${entry.person.name} left`;
    case 'renamed':
      return `${entry.before} is now ${entry.person.name}`;
  }
}

/** 'RO' for React-otter. */
export function initialsOf({ name }: Person): string {
  const words = name.split(/[\s_-]+/).filter(Boolean);
  return [words[0], words[1]]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

/** The same colour for the same person, everywhere. */
export function tintOf({ id, name }: Person): number {
  const framework = FRAMEWORKS.findIndex((prefix) => name.startsWith(prefix));
  if (framework >= 0) return framework;
  return [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % TINTS;
}
