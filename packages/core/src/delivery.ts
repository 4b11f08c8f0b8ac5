import { type Batches, createBatches } from './batches.js';
import type { Environment } from './env.js';
import { timerDelay } from './timer-delay.js';

/**
 * When rendered views see messages: `'frame'`, at most once a frame; a number, at most once in so many ms;
 * `'microtask'`, once for all that a task brings; `'sync'`, each at once.
 */
export type DeliveryMode = 'frame' | 'sync' | 'microtask' | number;

/** Brings messages to rendered views; one for each socket. */
export interface Delivery<Message>
  extends Pick<Batches<Message>, 'latest' | 'collect' | 'subscribe' | 'flush' | 'reset'> {
  push(message: Message): void;
}

/** A frame's time at 60 Hz, ms. */
export const FRAME = 16;

/** A frame's time rounded up, ms since the last delivery: whatever was to come with a frame is late then, since messages hold it back. */
const LATE_FRAME = 17;

/**
 * A lone message is delivered at once. While they flood in, browsers starve animation frames, so
 * that where a frame is late the next message's own handler delivers; a frame does so after the last
 * one. So with other intervals too, with a timer in the frame's place.
 *
 * @param run calls what is asked for by frame or timer
 */
export function createDelivery<Message>(
  environment: Pick<Environment, 'monotonicTime' | 'reportError' | 'requestFrame' | 'setTimer'>,
  mode: DeliveryMode,
  run: (callback: () => void) => void = (callback) => callback(),
): Delivery<Message> {
  const interval = intervalOf(mode);
  // Not sooner: a delivery just before a frame that comes in time, and another one with it, are two renders for one frame.
  const late = mode === 'frame' ? LATE_FRAME : interval;
  let deliveredAt = Number.NEGATIVE_INFINITY;
  /** When messages last delivered in the place of a frame. */
  let replacedAt = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | undefined;
  const batches = createBatches<Message>(environment.reportError, () => {
    deliveredAt = environment.monotonicTime();
  });

  /** Calls back when what waits is to be delivered; returns how to cancel. */
  function request(callback: () => void): () => void {
    if (mode === 'frame') return environment.requestFrame(callback);
    if (mode === 'microtask') return requestMicrotask(callback);
    const left = deliveredAt + interval - environment.monotonicTime();
    return environment.setTimer(callback, timerDelay(left));
  }

  function flush() {
    cancel?.();
    cancel = undefined;
    batches.flush();
  }

  function whenDue() {
    // The frame whose place was taken comes at last, and shows that delivery: the next one is for what came since.
    if (environment.monotonicTime() - replacedAt < interval / 2) wait();
    else flush();
  }

  function wait() {
    cancel = request(() => run(whenDue));
  }

  return {
    latest: batches.latest,
    collect: batches.collect,
    subscribe: batches.subscribe,
    push(message) {
      if (!batches.push(message)) return;
      const now = environment.monotonicTime();
      if (now - deliveredAt >= (cancel ? late : interval)) {
        if (cancel && mode === 'frame') replacedAt = now;
        flush();
      } else if (!cancel) wait();
    },
    flush,
    reset() {
      flush();
      batches.reset();
    },
  };
}

/** ms after a delivery until a message is delivered at once. */
function intervalOf(mode: DeliveryMode): number {
  switch (mode) {
    case 'frame':
      return FRAME;
    case 'sync':
      return 0;
    case 'microtask':
      // Never: no difference is as large as this.
      return Number.NaN;
    default:
      return mode;
  }
}

function requestMicrotask(callback: () => void): () => void {
  let wanted = true;
  Promise.resolve().then(() => wanted && callback());
  return () => {
    wanted = false;
  };
}
