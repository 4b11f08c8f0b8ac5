import type { WireData } from '@towline/core';
import type { Report } from './protocol.js';
import type { WorkerScope } from './scope.js';

/** Messages on their way to the page: a lone one at once, and then one batch per frame. */
export interface Batch {
  /** `decoded` is undefined where it could not be decoded. */
  push(data: WireData, decoded?: { readonly value: unknown }): void;
  /** The page has had the last one. */
  taken(): void;
  /** Hands over what waits, whatever the page has had: the end follows. */
  flush(): void;
}

/** A frame's time at 60 Hz, ms. */
const FRAME = 16;

/** @param transferOf what of a decoded message is handed over, and not copied */
export function createBatch(
  scope: Pick<WorkerScope, 'postMessage' | 'now' | 'setTimer'>,
  transferOf: (message: unknown) => Transferable[],
): Batch {
  let waiting: { readonly data: WireData; readonly decoded?: { readonly value: unknown } }[] = [];
  /** What the page has not had yet: it gets more when it has, so that batches grow where it is busy. */
  let isOut = false;
  let postedAt = Number.NEGATIVE_INFINITY;
  let cancelTimer: (() => void) | undefined;

  function flush() {
    cancelTimer?.();
    cancelTimer = undefined;
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    isOut = true;
    postedAt = scope.now();
    try {
      const raw = batch.flatMap(({ decoded }, place) => (decoded ? [] : [place]));
      const messages = batch.map(({ data, decoded }) => (decoded ? decoded.value : data));
      const report: Report = { type: 'messages', messages };
      const transfer = batch.flatMap(({ decoded }) => (decoded ? transferOf(decoded.value) : []));
      scope.postMessage(raw.length > 0 ? { ...report, raw } : report, [...new Set(transfer)]);
    } catch {
      // Something in it cannot be copied to another thread: the page decodes them itself.
      const messages = batch.map(({ data }) => data);
      scope.postMessage({ type: 'messages', messages, raw: [...messages.keys()] }, []);
    }
  }

  /** By the messages themselves, where timers starve; by a timer after the last one. */
  function look() {
    if (isOut || waiting.length === 0) return;
    const left = postedAt + FRAME - scope.now();
    if (left <= 0) flush();
    else cancelTimer ??= scope.setTimer(timeout, left);
  }

  function timeout() {
    cancelTimer = undefined;
    look();
  }

  return {
    push(data, decoded) {
      waiting.push(decoded ? { data, decoded } : { data });
      look();
    },
    taken() {
      isOut = false;
      look();
    },
    flush,
  };
}
