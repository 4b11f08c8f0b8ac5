import type { Joined, Left, Person, Renamed, Said, Say, ServerMessage } from '../../protocol.js';

/** What became of one's own message: `delivered` is one that the server has shown back. */
export type Mark = 'queued' | 'sent' | 'delivered' | 'dropped' | 'refused';

export interface Pending {
  readonly say: Say;
  readonly mark: Exclude<Mark, 'delivered'>;
}

/** All that a pane shows. */
export interface Room {
  readonly you: Person | null;
  readonly people: readonly Person[];
  /** What happened, in the server's order. */
  readonly entries: readonly (Said | Joined | Left | Renamed)[];
  /** One's own messages that the server has not shown back yet. */
  readonly pending: readonly Pending[];
  /** What the server did not like, until something works again. */
  readonly problem: string | null;
}

/** What changes a room: the server's messages, and what one does oneself. */
export type RoomEvent =
  | ServerMessage
  | { readonly type: 'saying'; readonly say: Say }
  | { readonly type: 'mark'; readonly id: string; readonly mark: Pending['mark'] };

const MAX_ENTRIES = 300;

export const emptyRoom: Room = { you: null, people: [], entries: [], pending: [], problem: null };

export function reduce(room: Room, event: RoomEvent): Room {
  switch (event.type) {
    case 'welcome': {
      const { you, people, history } = event;
      const missed = history.filter((said) => !has(room, said));
      const entries = [...room.entries, ...missed].sort((a, b) => a.at - b.at);
      const arrived = new Set(history.filter(({ from }) => from.id === you.id).map(({ id }) => id));
      const pending = room.pending.filter(({ say }) => !arrived.has(say.id));
      return { ...room, you, people, pending, entries: entries.slice(-MAX_ENTRIES) };
    }
    case 'said': {
      const mine = event.from.id === room.you?.id;
      const pending = mine ? room.pending.filter(({ say }) => say.id !== event.id) : room.pending;
      return has(room, event) ? { ...room, pending } : { ...append(room, event), pending };
    }
    case 'joined':
      return { ...append(room, event), people: [...without(room, event.person), event.person] };
    case 'left':
      return { ...append(room, event), people: without(room, event.person) };
    case 'renamed': {
      const { person } = event;
      const people = room.people.map((other) => (other.id === person.id ? person : other));
      return {
        ...append(room, event),
        people,
        you: room.you?.id === person.id ? person : room.you,
      };
    }
    case 'error':
      return { ...(event.id ? mark(room, event.id, 'refused') : room), problem: event.message };
    case 'saying':
      return { ...room, pending: [...room.pending, { say: event.say, mark: 'queued' }] };
    case 'mark':
      return mark(room, event.id, event.mark);
  }
}

function has(room: Room, said: Said): boolean {
  return room.entries.some(
    (entry) => entry.type === 'said' && entry.id === said.id && entry.from.id === said.from.id,
  );
}

function append(room: Room, entry: Room['entries'][number]): Room {
  return { ...room, entries: [...room.entries, entry].slice(-MAX_ENTRIES), problem: null };
}

function without(room: Room, person: Person): Person[] {
  return room.people.filter(({ id }) => id !== person.id);
}

function mark(room: Room, id: string, mark: Pending['mark']): Room {
  const pending = room.pending.map((one) => (one.say.id === id ? { ...one, mark } : one));
  return { ...room, pending };
}
