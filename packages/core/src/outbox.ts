import type { DropReason } from './events.js';
import type { Link } from './link.js';
import type { acceptance } from './machine/acceptance.js';
import { copyOf } from './policies/codec.js';
import {
  createQueue,
  type Queue,
  type QueuedMessage,
  type QueueOptions,
} from './policies/queue.js';
import { OPEN } from './snapshot.js';
import type { SendResult } from './towline-socket.js';

/** What goes out: the queue, and the way past it. */
export interface Outbox<Outgoing> {
  readonly queue: Pick<Queue<Outgoing>, 'length' | 'bytes'>;
  accept(entry: QueuedMessage<Outgoing>, fate: ReturnType<typeof acceptance>): SendResult;
  flush(): void;
  /** Empties the queue now; what it returns tells of it. */
  clear(reason: DropReason): () => void;
}

export interface OutboxEvents<Outgoing> {
  sent(message: Outgoing): void;
  dropped(message: Outgoing, reason: DropReason): void;
  /** The platform refused to send: this connection is of no use. */
  failed(error: unknown): void;
}

export function createOutbox<Outgoing>(
  options: QueueOptions,
  link: () => Link | null,
  events: OutboxEvents<Outgoing>,
): Outbox<Outgoing> {
  const queue = createQueue<Outgoing>(options);

  /** What the platform refused last: what it refuses on another connection too is to blame itself. */
  let refused: QueuedMessage<Outgoing> | undefined;

  /** A socket that closes drops what it is given, without a word: it is not asked. */
  function transmit(entry: QueuedMessage<Outgoing>): 'sent' | 'unsent' | 'refused' {
    const socket = link()?.socket;
    if (socket?.readyState !== OPEN) return 'unsent';
    try {
      socket.send(entry.data as never);
      return 'sent';
    } catch (error) {
      if (refused === entry) return 'refused';
      refused = entry;
      events.failed(error);
      return 'unsent';
    }
  }

  function enqueue(entry: QueuedMessage<Outgoing>): SendResult {
    // As the platform does: what the caller does to a buffer later changes no message.
    entry.data = copyOf(entry.data);
    const dropped = queue.push(entry);
    for (const { message } of dropped) events.dropped(message, 'overflow');
    return dropped.includes(entry) ? 'dropped' : 'queued';
  }

  return {
    queue,
    accept(entry, fate) {
      if (fate === 'drop') {
        events.dropped(entry.message, 'closed');
        return 'dropped';
      }
      // Whatever is older goes first.
      if (fate === 'transmit' && queue.length === 0 && transmit(entry) === 'sent') {
        return 'sent';
      }
      return enqueue(entry);
    },
    flush() {
      for (let entry = queue.first(); entry; entry = queue.first()) {
        const outcome = transmit(entry);
        if (outcome === 'unsent') return;
        // Only now: what threw is still there, and what went out is not sent again.
        queue.shift();
        if (outcome === 'sent') events.sent(entry.message);
        else events.dropped(entry.message, 'failed');
      }
    },
    clear(reason) {
      const entries = queue.clear();
      return () => {
        for (const { message } of entries) events.dropped(message, reason);
      };
    },
  };
}
