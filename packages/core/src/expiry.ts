import type { Queue, QueuedMessage } from './policies/queue.js';
import { timerDelay } from './timer-delay.js';

/** Takes out of the queue what has waited too long: all wait equally long, so the oldest is always next. */
export interface Expiry {
  /** When a message that is queued now has waited too long. */
  until(): number;
  /** Waits for the oldest in the queue, or for nothing where there is none. */
  watch(): void;
  /** Takes out what has waited too long by now. */
  expire(): void;
}

/** What is around the expiry. */
export interface ExpirySurroundings {
  started(): boolean;
  now(): number;
  setTimer(callback: () => void, delay: number): () => void;
  later(task: () => void): void;
}

/** All may wait for ever: one for all sockets, and without a look at the clock for each message. */
const NO_EXPIRY: Expiry = {
  until: () => Number.POSITIVE_INFINITY,
  watch() {},
  expire() {},
};

export function createExpiry<Outgoing>(
  queue: Pick<Queue<Outgoing>, 'oldest' | 'remove'>,
  timeToLive: number | undefined,
  { started, now, setTimer, later }: ExpirySurroundings,
  expired: (entry: QueuedMessage<Outgoing>) => void,
): Expiry {
  if (timeToLive === undefined) return NO_EXPIRY;
  let due = Number.POSITIVE_INFINITY;
  let cancel: (() => void) | undefined;

  function watch() {
    const until = queue.oldest()?.until ?? Number.POSITIVE_INFINITY;
    // Before the first attempt no timer is touched: it may be on a server.
    if (until === due || !started()) return;
    due = until;
    cancel?.();
    cancel =
      until === Number.POSITIVE_INFINITY ? undefined : setTimer(ring, timerDelay(until - now()));
  }

  function ring() {
    due = Number.POSITIVE_INFINITY;
    later(() => {
      expire();
      watch();
    });
  }

  function expire() {
    for (let oldest = queue.oldest(); oldest; oldest = queue.oldest()) {
      if ((oldest.until ?? Number.POSITIVE_INFINITY) > now()) return;
      queue.remove(oldest);
      expired(oldest);
    }
  }

  return {
    // The driver's clock begins with the first attempt, and so does the wait.
    until: () => (started() ? now() : 0) + timeToLive,
    watch,
    expire,
  };
}
