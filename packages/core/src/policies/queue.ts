import { sizeOf } from '../byte-length.js';
import type { Encoded } from './codec.js';
import { firstOf, type Lane, lengthOf, takeAll, takeFirst, takeOut } from './lane.js';

/** Bounds of what waits to be sent, and what happens where they are passed. */
export interface QueueOptions {
  /** How many messages. Default 1,000. */
  readonly maxMessages?: number | undefined;
  /** How many bytes, encoded. Default 1,048,576 (1 MiB). */
  readonly maxBytes?: number | undefined;
  /** Who gives way when it is full. Default 'drop-oldest'. */
  readonly overflow?: Overflow | undefined;
  /**
   * ms a message may wait; then it is dropped, with the reason `expired`. Before the connection is first
   * wanted no time passes. Default Infinity.
   */
  readonly timeToLive?: number | undefined;
  /**
   * Bytes of `bufferedAmount` from which on messages wait here, where their order, priority and signals still count, and
   * not in the platform's buffer. Above 0; default Infinity: only a connection that is not open makes them wait.
   */
  readonly highWaterMark?: number | undefined;
}

/** `'low'` goes when nothing else waits, and gives way first where the queue is full. */
export type Priority = 'normal' | 'low';

/**
 * Who gives way when the queue is full: the messages that waited longest; the new one, and `send`
 * answers 'dropped'; or nobody, and `send` throws `queue-full`.
 */
export type Overflow = 'drop-oldest' | 'drop-newest' | 'refuse';

export interface QueuedMessage<Outgoing> {
  readonly message: Outgoing;
  readonly signal?: AbortSignal | undefined;
  readonly priority?: Priority | undefined;
  data: Encoded;
  /** When it has waited too long, on the driver's clock in ms. */
  until?: number;
  /** Stops listening to its signal. */
  forget?: () => void;
}

/** Messages in order, those of low priority after all others; bounded. */
export interface Queue<Outgoing> {
  /** Takes it in, and gives back what had to go for it: perhaps itself. */
  push(entry: QueuedMessage<Outgoing>): readonly QueuedMessage<Outgoing>[];
  /** The next to go. */
  first(): QueuedMessage<Outgoing> | undefined;
  /** The one that has waited longest. */
  oldest(): QueuedMessage<Outgoing> | undefined;
  /** Whether a message of this priority has to wait for another one. */
  holds(priority: Priority | undefined): boolean;
  shift(): QueuedMessage<Outgoing> | undefined;
  /** Takes one out of the middle; false: it is not there. */
  remove(entry: QueuedMessage<Outgoing>): boolean;
  /** Takes all of them out. */
  clear(): readonly QueuedMessage<Outgoing>[];
  readonly length: number;
  readonly bytes: number;
}

const NOBODY: readonly never[] = [];

/** Its own counts. */
type Counted<Outgoing> = Omit<Queue<Outgoing>, 'length' | 'bytes'> & {
  length: number;
  bytes: number;
};

export function createQueue<Outgoing>({
  maxMessages = 1000,
  maxBytes = 1_048_576,
  overflow = 'drop-oldest',
}: QueueOptions = {}): Queue<Outgoing> {
  type Entry = QueuedMessage<Outgoing>;
  const normal: Lane<Entry> = { entries: [], head: 0 };
  const low: Lane<Entry> = { entries: [], head: 0 };

  function laneOf(priority: Priority | undefined) {
    return priority === 'low' ? low : normal;
  }
  function take(lane: Lane<Entry>) {
    const taken = takeFirst(lane);
    if (taken) count(-1, -sizeOf(taken.data));
    return taken;
  }
  function count(messages: number, bytes: number) {
    queue.length += messages;
    queue.bytes += bytes;
  }

  const queue: Counted<Outgoing> = {
    length: 0,
    bytes: 0,
    push(entry) {
      const size = sizeOf(entry.data);
      const full = queue.length + 1 > maxMessages || queue.bytes + size > maxBytes;
      // One that never fits must not cost the others their place.
      if (size > maxBytes || (full && overflow !== 'drop-oldest')) return [entry];
      laneOf(entry.priority).entries.push(entry);
      count(1, size);
      if (queue.length <= maxMessages && queue.bytes <= maxBytes) return NOBODY;
      const dropped: QueuedMessage<Outgoing>[] = [];
      while (queue.length > maxMessages || queue.bytes > maxBytes) {
        const gone = take(low) ?? take(normal);
        if (gone) dropped.push(gone);
      }
      return dropped;
    },
    first: () => firstOf(normal) ?? firstOf(low),
    oldest() {
      const one = firstOf(normal);
      const other = firstOf(low);
      return one && other && (other.until ?? 0) < (one.until ?? 0) ? other : (one ?? other);
    },
    holds: (priority) => (priority === 'low' ? queue.length : lengthOf(normal)) > 0,
    shift: () => take(normal) ?? take(low),
    remove(entry) {
      if (!takeOut(laneOf(entry.priority), entry)) return false;
      count(-1, -sizeOf(entry.data));
      return true;
    },
    clear() {
      count(-queue.length, -queue.bytes);
      return [...takeAll(normal), ...takeAll(low)];
    },
  };
  return queue;
}
