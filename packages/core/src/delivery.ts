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
  push(message: Message): void;
  /** Delivers what waits, now. */
  flush(): void;
  reset(): void;
}

/** A frame's time at 60 Hz, ms. */
const FRAME = 16;

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
  let deliveredAt = Number.NEGATIVE_INFINITY;
  let cancelFrame: (() => void) | undefined;

  function flush() {
    cancelFrame?.();
    cancelFrame = undefined;
    if (pending.length === 0) return;
    const batch = pending;
    pending = [];
    deliveredAt = environment.monotonicTime();
    latest = batch[batch.length - 1] as Message;
    collectors.emit((collector) => collector.receive(batch));
  }

  return {
    get latest() {
      return latest;
    },
    collect: (collector) => collectors.add((visit) => visit(collector)),
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
