import type { Handshake, Person, Picture, Renamed, Say, ServerMessage } from '../../protocol.js';
import { addEntry, addHistory, type Entry, type Shown } from './entries.js';

/** What became of one's own message: `delivered` is one that the server has shown back. */
export type Mark = 'queued' | 'sent' | 'delivered' | 'dropped' | 'refused';

export interface Pending {
  readonly message: Say | Picture;
  readonly mark: Exclude<Mark, 'delivered'>;
}

/** All that a pane shows. */
export interface Room {
  readonly you: Person | null;
  readonly people: readonly Person[];
  /** Others who are typing. */
  readonly typing: readonly Person[];
  /** What happened, in the server's order. */
  readonly entries: readonly Entry[];
  /** One's own messages that the server has not shown back yet. */
  readonly pending: readonly Pending[];
  /** What cannot be done, until one says the next thing. */
  readonly problem: string | null;
  /** Of the present connection. */
  readonly handshake: Handshake | null;
}

/** What changes a room: the server's messages, and what one does oneself. */
export type RoomEvent =
  | ServerMessage
  | { readonly type: 'saying'; readonly message: Pending['message'] }
  | { readonly type: 'mark'; readonly id: string; readonly mark: Pending['mark'] }
  | { readonly type: 'problem'; readonly message: string }
  /** Who was typing is no longer. */
  | { readonly type: 'quiet'; readonly id: string };

export const emptyRoom: Room = {
  you: null,
  people: [],
  typing: [],
  entries: [],
  pending: [],
  problem: null,
  handshake: null,
};

export function reduce(room: Room, event: RoomEvent): Room {
  switch (event.type) {
    case 'welcome':
      return welcome(room, event);
    case 'said':
    case 'pictured':
      return shown(room, event);
    case 'joined':
      return { ...append(room, event), people: again(room.people, event.person) };
    case 'left': {
      const people = without(room.people, event.person.id);
      return { ...quiet(append(room, event), event.person.id), people };
    }
    case 'renamed':
      return renamed(room, event);
    case 'is-typing':
      return { ...room, typing: again(room.typing, event.person) };
    case 'quiet':
      return quiet(room, event.id);
    case 'error':
      return { ...(event.id ? mark(room, event.id, 'refused') : room), problem: event.message };
    case 'problem':
      return { ...room, problem: event.message };
    case 'saying': {
      const pending = [...room.pending, { message: event.message, mark: 'queued' as const }];
      return { ...room, pending, problem: null };
    }
    case 'mark':
      return mark(room, event.id, event.mark);
    // They are for the gate and the heartbeat, which come before.
    case 'signed-in':
    case 'pong':
      return room;
  }
}

function welcome(room: Room, event: Extract<ServerMessage, { type: 'welcome' }>): Room {
  const { you, people, history, handshake } = event;
  const entries = addHistory(room.entries, history, room.you !== null);
  const arrived = new Set(history.filter(({ from }) => from.id === you.id).map(({ id }) => id));
  const pending = room.pending.filter(({ message }) => !arrived.has(message.id));
  return { ...room, you, people, typing: [], pending, entries, handshake };
}

function shown(room: Room, event: Shown): Room {
  const mine = event.from.id === room.you?.id;
  const own = mine && room.pending.find(({ message }) => message.id === event.id);
  if (!own) return quiet(append(room, event), event.from.id);
  const pending = room.pending.filter((one) => one !== own);
  // The same bytes as before: the image need not be made anew.
  const bytes = 'bytes' in own.message && own.message.bytes;
  const entry = event.type === 'pictured' && bytes ? { ...event, bytes } : event;
  return { ...append(room, entry), pending };
}

function renamed(room: Room, event: Renamed): Room {
  const { person } = event;
  const people = room.people.map((other) => (other.id === person.id ? person : other));
  const you = room.you?.id === person.id ? person : room.you;
  return { ...append(room, event), people, you };
}

function append(room: Room, entry: Entry): Room {
  return { ...room, entries: addEntry(room.entries, entry) };
}

function quiet(room: Room, id: string): Room {
  return room.typing.some((person) => person.id === id)
    ? { ...room, typing: without(room.typing, id) }
    : room;
}

/** As the last one. */
function again(people: readonly Person[], person: Person): Person[] {
  return [...without(people, person.id), person];
}

function without(people: readonly Person[], gone: string): Person[] {
  return people.filter(({ id }) => id !== gone);
}

function mark(room: Room, id: string, mark: Pending['mark']): Room {
  const pending = room.pending.map((one) => (one.message.id === id ? { ...one, mark } : one));
  return { ...room, pending };
}
