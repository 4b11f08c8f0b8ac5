import { sizeOf } from '../byte-length.js';
import type { Encoded } from './codec.js';

/** Bounds of what waits for a connection, and what happens where they are passed. */
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
}

/**
 * Who gives way when the queue is full: the messages that waited longest; the new one, and `send`
 * answers 'dropped'; or nobody, and `send` throws `queue-full`.
 */
export type Overflow = 'drop-oldest' | 'drop-newest' | 'refuse';

export interface QueuedMessage<Outgoing> {
  readonly message: Outgoing;
  readonly signal?: AbortSignal | undefined;
  data: Encoded;
  /** When it has waited too long, on the driver's clock in ms. */
  until?: number;
  /** Stops listening to its signal. */
  forget?: () => void;
}

/** Messages in order, bounded. */
export interface Queue<Outgoing> {
  /** Takes it in, and gives back what had to go for it: perhaps itself. */
  push(entry: QueuedMessage<Outgoing>): readonly QueuedMessage<Outgoing>[];
  first(): QueuedMessage<Outgoing> | undefined;
  shift(): QueuedMessage<Outgoing> | undefined;
  /** Takes one out of the middle; false: it is not there. */
  remove(entry: QueuedMessage<Outgoing>): boolean;
  /** Takes all of them out. */
  clear(): readonly QueuedMessage<Outgoing>[];
  readonly length: number;
  readonly bytes: number;
}

export function createQueue<Outgoing>({
  maxMessages = 1000,
  maxBytes = 1_048_576,
  overflow = 'drop-oldest',
}: QueueOptions = {}): Queue<Outgoing> {
  const entries: QueuedMessage<Outgoing>[] = [];
  let bytes = 0;
  function take(index: number) {
    const taken = entries.splice(index, 1);
    for (const { data } of taken) bytes -= sizeOf(data);
    return taken;
  }
  return {
    push(entry) {
      const size = sizeOf(entry.data);
      const full = entries.length + 1 > maxMessages || bytes + size > maxBytes;
      // One that never fits must not cost the others their place.
      if (size > maxBytes || (full && overflow !== 'drop-oldest')) return [entry];
      entries.push(entry);
      bytes += size;
      const dropped: QueuedMessage<Outgoing>[] = [];
      while (entries.length > maxMessages || bytes > maxBytes) dropped.push(...take(0));
      return dropped;
    },
    first: () => entries[0],
    shift: () => take(0)[0],
    remove(entry) {
      const index = entries.indexOf(entry);
      if (index < 0) return false;
      take(index);
      return true;
    },
    clear() {
      bytes = 0;
      return entries.splice(0);
    },
    get length() {
      return entries.length;
    },
    get bytes() {
      return bytes;
    },
  };
}
