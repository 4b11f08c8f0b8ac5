import { byteLength } from '../byte-length.js';
import type { Encoded } from './codec.js';

/** Bounds of what waits for a connection. When one is passed, the oldest messages are dropped. */
export interface QueueOptions {
  /** How many messages. Default 1,000. */
  readonly maxMessages?: number;
  /** How many bytes, encoded. Default 1,048,576 (1 MiB). */
  readonly maxBytes?: number;
}

export interface QueuedMessage<Outgoing> {
  readonly message: Outgoing;
  data: Encoded;
}

/** Messages in order, bounded. */
export interface Queue<Outgoing> {
  /** Takes it in, and gives back what had to go for it: perhaps itself. */
  push(entry: QueuedMessage<Outgoing>): readonly QueuedMessage<Outgoing>[];
  first(): QueuedMessage<Outgoing> | undefined;
  shift(): QueuedMessage<Outgoing> | undefined;
  /** Takes all of them out. */
  clear(): readonly QueuedMessage<Outgoing>[];
  readonly length: number;
  readonly bytes: number;
}

export function createQueue<Outgoing>({
  maxMessages = 1000,
  maxBytes = 1_048_576,
}: QueueOptions = {}): Queue<Outgoing> {
  const entries: QueuedMessage<Outgoing>[] = [];
  let bytes = 0;
  function shift() {
    const entry = entries.shift();
    if (entry) bytes -= sizeOf(entry.data);
    return entry;
  }
  return {
    push(entry) {
      const size = sizeOf(entry.data);
      // One that never fits must not cost the others their place.
      if (size > maxBytes || maxMessages < 1) return [entry];
      entries.push(entry);
      bytes += size;
      const dropped: QueuedMessage<Outgoing>[] = [];
      while (entries.length > maxMessages || bytes > maxBytes) {
        const oldest = shift();
        if (oldest) dropped.push(oldest);
      }
      return dropped;
    },
    first: () => entries[0],
    shift,
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

function sizeOf(data: Encoded): number {
  return typeof data === 'string' ? byteLength(data) : data.byteLength;
}
