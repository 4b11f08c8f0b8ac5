import { aboveZero, madeBy, oneOf } from './valid-option.js';

/**
 * What happens where more messages wait for a fold than `limit`: `'keep-all'` bounds nothing; `'drop-oldest'` lets those
 * go that waited longest; `latestPer` keeps the last one of each key.
 */
export type BacklogPolicy<Message> =
  | 'keep-all'
  | 'drop-oldest'
  | { readonly latestPer: (message: Message) => unknown };

export interface BacklogOptions<Message> {
  /** How many messages may wait; default 10,000. */
  readonly limit?: number | undefined;
  /** Default 'drop-oldest'. With `latestPer` there may be more than `limit` where there are more keys. */
  readonly overflow?: BacklogPolicy<Message> | undefined;
}

/** Messages that wait for a fold, each with the moment it came. */
export interface Backlog<Message> {
  readonly length: number;
  /** When the one that waits longest came, ms; undefined where none waits. */
  readonly oldest: number | undefined;
  /** Takes them in; gives back those that had to go, in order. */
  push(messages: readonly Message[], now: number): readonly Message[];
  shift(): Message | undefined;
  clear(): void;
}

/** @throws TowlineError `invalid-option` */
export function createBacklog<Message>(
  { limit = 10_000, overflow = 'drop-oldest' }: BacklogOptions<Message>,
  report: (error: unknown) => void,
): Backlog<Message> {
  aboveZero('backlog.limit', limit);
  if (typeof overflow !== 'object') {
    oneOf('backlog.overflow', overflow, ['keep-all', 'drop-oldest']);
  } else madeBy('backlog.overflow', overflow, 'latestPer');
  interface Entry {
    readonly message: Message;
    readonly at: number;
  }
  let entries: Entry[] = [];
  /** Those before it are gone. */
  let head = 0;
  /** How many there were after the latest per key were kept: that many keys there are, at least. */
  let kept = 0;

  function rest(): Entry[] {
    return entries.slice(head);
  }
  function length() {
    return entries.length - head;
  }

  function skip(count: number) {
    head += count;
    // Now and then, so that what it costs is shared by all that were taken.
    if (head < 1000 || head < entries.length / 2) return;
    entries = rest();
    head = 0;
  }

  function keepLatest(keyOf: (message: Message) => unknown): readonly Entry[] {
    function keyFor(entry: Entry): unknown {
      try {
        return keyOf(entry.message);
      } catch (error) {
        report(error);
        // Whose key is not known gives way to nobody.
        return entry;
      }
    }
    const waiting = rest();
    const last = new Map<unknown, Entry>();
    for (const entry of waiting) last.set(keyFor(entry), entry);
    const stay = new Set(last.values());
    entries = waiting.filter((entry) => stay.has(entry));
    head = 0;
    kept = entries.length;
    return waiting.filter((entry) => !stay.has(entry));
  }

  function shrink(): readonly Entry[] {
    if (overflow === 'keep-all' || length() <= limit) return [];
    if (overflow === 'drop-oldest') {
      const gone = entries.slice(head, entries.length - limit);
      skip(gone.length);
      return gone;
    }
    // More keys than the limit: not at each message anew.
    return length() >= kept * 2 || kept <= limit ? keepLatest(overflow.latestPer) : [];
  }

  return {
    get length() {
      return length();
    },
    get oldest() {
      return entries[head]?.at;
    },
    push(messages, now) {
      for (const message of messages) entries.push({ message, at: now });
      return shrink().map(({ message }) => message);
    },
    shift() {
      const first = entries[head];
      if (first) skip(1);
      return first?.message;
    },
    clear() {
      entries = [];
      head = 0;
    },
  };
}
