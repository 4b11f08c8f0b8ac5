import type { Person, Picture, Say } from '../../protocol.js';
import { type Entry, type Gap, isShown, type Shown } from './entries.js';
import type { Mark, Room } from './room.js';

/** A line of the list: a note, a gap, or a message. */
export type Row = NoteRow | MessageRow;

export type Content = Pick<Say, 'type' | 'text'> | Pick<Picture, 'type' | 'bytes' | 'mime'>;

export interface NoteRow {
  readonly kind: 'note' | 'gap';
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
  readonly content: Content;
  /** '14:05'; '' before the server has told. */
  readonly time: string;
  /** Of one's own messages only. */
  readonly mark: Mark | null;
}

/** Of those who are here, the first; there is room for so many. */
export function facesOf(people: readonly Person[]): { shown: readonly Person[]; more: string[] } {
  const count = people.length > MAX_FACES ? MAX_FACES - 1 : MAX_FACES;
  return { shown: people.slice(0, count), more: people.slice(count).map(({ name }) => name) };
}

const MAX_FACES = 6;
const TINTS = 6;
/** Of the tints, the first are theirs. */
const FRAMEWORKS = ['React', 'Vue', 'Svelte'];
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

export function rowsOf({ you, entries, pending }: Room): readonly Row[] {
  const rows: Row[] = [];

  function message(from: Person, id: string, content: Content, at: number | null, own: Mark) {
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
      content,
      time: at === null ? '' : time.format(at),
      mark: mine ? own : null,
    });
  }

  for (const entry of entries) {
    const { at } = entry;
    if (isShown(entry)) message(entry.from, entry.id, contentOf(entry), at, 'delivered');
    else if (entry.type === 'gap') rows.push({ kind: 'gap', key: `gap/${at}`, text: GAP });
    else rows.push({ kind: 'note', key: `note/${at}`, text: noteOf(entry) });
  }
  for (const { message: own, mark } of pending) message(you ?? SELF, own.id, own, null, mark);
  return rows;
}

/** Before the server has told who one is. */
const SELF: Person = { id: 'you', name: 'You' };
const GAP = 'Some messages are missing here';

function contentOf(shown: Shown): Content {
  return shown.type === 'said'
    ? { type: 'say', text: shown.text }
    : { type: 'picture', bytes: shown.bytes, mime: shown.mime };
}

function noteOf(entry: Exclude<Entry, Shown | Gap>): string {
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
