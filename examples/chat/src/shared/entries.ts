import type { Joined, Left, Pictured, Renamed, Said } from '../../protocol.js';

/** What somebody said or showed. */
export type Shown = Said | Pictured;

/** A place in the talk from which messages are missing. */
export interface Gap {
  readonly type: 'gap';
  readonly at: number;
}

export type Entry = Shown | Joined | Left | Renamed | Gap;
type Entries = readonly Entry[];

const MAX_ENTRIES = 300;
/** Their bytes are kept in memory. */
const MAX_PICTURES = 30;
/** How many texts a `welcome` has at most. */
const MAX_HISTORY = 100;

/** Adds what happened, where it belongs in the server's order; what is there already is not added. */
export function addEntry(entries: Entries, entry: Entry): Entries {
  if (isShown(entry) && has(entries, entry)) return entries;
  return bounded([...entries, entry]);
}

/** @param beenHere whether some of it may be known already */
export function addHistory(entries: Entries, history: readonly Said[], beenHere: boolean): Entries {
  const missed = history.filter((said) => !has(entries, said));
  const [oldest] = history;
  // The history is full, and nothing of it is known: it does not reach back to what is.
  const isGap = beenHere && oldest && missed.length === MAX_HISTORY;
  const gap: Gap[] = isGap ? [{ type: 'gap', at: oldest.at - 0.5 }] : [];
  return bounded([...entries, ...gap, ...missed]);
}

function bounded(entries: Entry[]): Entries {
  const sorted = entries.sort((a, b) => a.at - b.at);
  const pictures = sorted.filter(({ type }) => type === 'pictured');
  const tooOld = new Set(pictures.slice(0, -MAX_PICTURES));
  return sorted.filter((entry) => !tooOld.has(entry)).slice(-MAX_ENTRIES);
}

function has(entries: Entries, { id, from }: Shown): boolean {
  return entries.some((entry) => isShown(entry) && entry.id === id && entry.from.id === from.id);
}

export function isShown(entry: Entry): entry is Shown {
  return entry.type === 'said' || entry.type === 'pictured';
}
