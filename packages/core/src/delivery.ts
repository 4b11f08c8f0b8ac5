import { createListeners } from './emitter.js';
import type { Environment } from './env.js';

/** When rendered views see messages: at most once a frame, or each at once. */
export type DeliveryMode = 'frame' | 'sync';

/** A rendered view's end of the delivery. */
export interface Collector<Message> {
  /** Messages that came since the last call, in order, each exactly once. */
  receive(batch: readonly Message[]): void;
  /** There is another destination: what was shown belongs to the old one. */
  reset(): void;
}

/** Brings messages to rendered views; one for each socket. */
export interface Delivery<Message> {
  /** The last message that was delivered, or null. */
  readonly latest: Message | null;
  collect(collector: Collector<Message>): () => void;
  /** Tells of each delivery and reset, after the collectors that were there before. */
  subscribe(listener: () => void): () => void;
  push(message: Message): void;
  /** Delivers what waits, now. */
  flush(): void;
  reset(): void;
}

/** A frame's time at 60 Hz, ms. */
export const FRAME = 16;

/**
 * A lone message is delivered at once. While they flood in, browsers starve animation frames, so
 * that a frame's time after the last delivery the next message's own handler delivers; a frame does
 * so after the last one.
 */
export function createDelivery<Message>(
  environment: Pick<Environment, 'monotonicTime' | 'reportError'>,
  requestFrame: Environment['requestFrame'],
  mode: DeliveryMode,
): Delivery<Message> {
  const collectors = createListeners<[(collector: Collector<Message>) => void]>(
    environment.reportError,
  );
  let latest: Message | null = null;
  let pending: Message[] = [];
  /** What is being delivered. */
  let batch: readonly Message[] = [];
  /** The number of the first message that is pending. */
  let start = 0;
  let deliveredAt = Number.NEGATIVE_INFINITY;
  let cancelFrame: (() => void) | undefined;

  function flush() {
    cancelFrame?.();
    cancelFrame = undefined;
    // Under way already: what came meanwhile follows.
    if (batch.length > 0) return;
    while (pending.length > 0) {
      batch = pending;
      pending = [];
      start += batch.length;
      deliveredAt = environment.monotonicTime();
      latest = batch[batch.length - 1] as Message;
      collectors.emit((collector) => collector.receive(batch));
      batch = [];
    }
  }

  /** Whoever joins gets what comes from then on; whoever leaves has had what came until then. */
  function collect(collector: Collector<Message>): () => void {
    let next = start + pending.length;
    function receive(messages: readonly Message[], first: number) {
      const share = messages.slice(Math.max(0, next - first));
      if (share.length === 0) return;
      next = first + messages.length;
      collector.receive(share);
    }
    const remove = collectors.add((visit) =>
      visit({
        receive: (messages) => receive(messages, start - messages.length),
        reset: () => collector.reset(),
      }),
    );
    return () => {
      remove();
      try {
        receive(batch, start - batch.length);
        receive(pending, start);
      } catch (error) {
        environment.reportError(error);
      }
      next = Number.POSITIVE_INFINITY;
    };
  }

  return {
    get latest() {
      return latest;
    },
    collect,
    subscribe: (listener) =>
      collectors.add((visit) => visit({ receive: () => listener(), reset: () => listener() })),
    push(message) {
      if (collectors.size === 0 && pending.length === 0) {
        latest = message;
        return;
      }
      pending.push(message);
      if (mode === 'sync' || environment.monotonicTime() - deliveredAt >= FRAME) flush();
      else cancelFrame ??= requestFrame(flush);
    },
    flush,
    reset() {
      flush();
      latest = null;
      collectors.emit((collector) => collector.reset());
    },
  };
}
