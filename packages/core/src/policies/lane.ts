/** First in, first out. To take the first costs the same however many there are; with Array.shift it does not. */
export interface Lane<Entry> {
  entries: (Entry | undefined)[];
  /** Those before it have gone. */
  head: number;
}

/** So many places of those that have gone are kept, or as many as there are entries. */
const KEPT = 1000;

export function lengthOf({ entries, head }: Lane<unknown>): number {
  return entries.length - head;
}

export function firstOf<Entry>({ entries, head }: Lane<Entry>): Entry | undefined {
  return entries[head];
}

export function takeFirst<Entry>(lane: Lane<Entry>): Entry | undefined {
  const first = firstOf(lane);
  if (first === undefined) return undefined;
  // Held by nobody any more.
  lane.entries[lane.head] = undefined;
  lane.head += 1;
  const gone = lane.head > KEPT && lane.head * 2 > lane.entries.length;
  if (gone || lane.head === lane.entries.length) lane.entries = [...takeAll(lane)];
  return first;
}

/** Takes one out of the middle; false: it is not there. */
export function takeOut<Entry>(lane: Lane<Entry>, entry: Entry): boolean {
  const index = lane.entries.indexOf(entry, lane.head);
  if (index < 0) return false;
  if (index === lane.head) takeFirst(lane);
  else lane.entries.splice(index, 1);
  return true;
}

/** Takes all of them out. */
export function takeAll<Entry>(lane: Lane<Entry>): readonly Entry[] {
  const rest = lane.entries.slice(lane.head);
  lane.entries = [];
  lane.head = 0;
  return rest as Entry[];
}
