import { createCongestion } from './congestion.js';
import type { DropReason } from './events.js';
import { createExpiry } from './expiry.js';
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
  /** What becomes of a message; what comes second tells of those that were dropped. */
  accept(entry: QueuedMessage<Outgoing>, fate: ReturnType<typeof acceptance>): Accepted;
  flush(): void;
  /** Empties the queue now; what it returns tells of it. */
  clear(reason: DropReason): () => void;
  /** Looks when the next message has waited too long. */
  watch(): void;
}

/** 'refused': there was no room, and nothing has changed. */
export type Accepted = readonly [result: SendResult | 'refused', tell: () => void];

/** What is around the outbox. */
export interface OutboxSurroundings<Outgoing> {
  link(): Link | null;
  /** Whether the connection is open for messages: its gate passed, and not closing. */
  transmits(): boolean;
  /** Whether time passes: there was an attempt. */
  started(): boolean;
  /** The driver's time, ms. */
  now(): number;
  setTimer(callback: () => void, delay: number): () => void;
  /** Does something when it is its turn, and shows what came of it. */
  later(task: () => void): void;
  sent(message: Outgoing): void;
  dropped(message: Outgoing, reason: DropReason): void;
  /** The platform refused to send: this connection is of no use. */
  failed(error: unknown): void;
}

export function createOutbox<Outgoing>(
  options: QueueOptions,
  surroundings: OutboxSurroundings<Outgoing>,
): Outbox<Outgoing> {
  const queue = createQueue<Outgoing>(options);
  const refuses = options.overflow === 'refuse';
  const expiry = createExpiry(queue, options.timeToLive, surroundings, (entry) =>
    drop(entry, 'expired'),
  );

  const congestion = createCongestion(options.highWaterMark, surroundings, {
    waiting: () => queue.length > 0,
    flush,
  });

  /** What the platform refused last: what it refuses on another connection too is to blame itself. */
  let refused: QueuedMessage<Outgoing> | undefined;

  function drop(entry: QueuedMessage<Outgoing>, reason: DropReason) {
    entry.forget?.();
    surroundings.dropped(entry.message, reason);
  }

  /** A socket that closes drops what it is given, without a word: it is not asked. */
  function transmit(entry: QueuedMessage<Outgoing>): 'sent' | 'unsent' | 'failed' {
    const socket = surroundings.link()?.socket;
    if (socket?.readyState !== OPEN) return 'unsent';
    try {
      socket.send(entry.data as never);
      return 'sent';
    } catch (error) {
      if (refused === entry) return 'failed';
      refused = entry;
      surroundings.failed(error);
      return 'unsent';
    }
  }

  function enqueue(entry: QueuedMessage<Outgoing>): Accepted {
    // As the platform does: what the caller does to a buffer later changes no message.
    entry.data = copyOf(entry.data);
    entry.until = expiry.until();
    const dropped = queue.push(entry);
    const taken = !dropped.includes(entry);
    if (!taken && refuses) return ['refused', nothing];
    if (taken) {
      follow(entry);
      watch();
    }
    if (dropped.length === 0) return QUEUED;
    return [
      taken ? 'queued' : 'dropped',
      () => {
        for (const one of dropped) drop(one, 'overflow');
      },
    ];
  }

  function follow(entry: QueuedMessage<Outgoing>) {
    const { signal } = entry;
    if (!signal) return;
    const takeBack = () =>
      surroundings.later(() => {
        if (!queue.remove(entry)) return;
        watch();
        drop(entry, 'aborted');
      });
    signal.addEventListener('abort', takeBack);
    entry.forget = () => signal.removeEventListener('abort', takeBack);
  }

  function flush() {
    expiry.expire();
    for (let entry = queue.first(); entry && !congestion.holds(); entry = queue.first()) {
      // A listener may have aborted it since the flush began.
      const outcome = entry.signal?.aborted ? 'aborted' : transmit(entry);
      if (outcome === 'unsent') break;
      // Only now: what threw is still there, and what went out is not sent again.
      queue.remove(entry);
      if (outcome === 'sent') {
        entry.forget?.();
        surroundings.sent(entry.message);
      } else drop(entry, outcome);
    }
    watch();
  }

  function watch() {
    expiry.watch();
    congestion.watch();
  }

  return {
    queue,
    accept(entry, fate) {
      const aborted = entry.signal?.aborted;
      if (fate === 'drop' || aborted) {
        return ['dropped', () => drop(entry, aborted ? 'aborted' : 'closed')];
      }
      // Whatever is older goes first.
      const goes = fate === 'transmit' && !queue.holds(entry.priority) && !congestion.holds();
      if (goes && transmit(entry) === 'sent') return SENT;
      return enqueue(entry);
    },
    flush,
    clear(reason) {
      const entries = queue.clear();
      watch();
      return () => {
        for (const entry of entries) drop(entry, reason);
      };
    },
    watch,
  };
}

function nothing() {}

/** What becomes of almost all: one for each, not one for each message. */
const QUEUED: Accepted = ['queued', nothing];
const SENT: Accepted = ['sent', nothing];
