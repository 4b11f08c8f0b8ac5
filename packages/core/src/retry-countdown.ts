import { createListeners } from './emitter.js';
import { internalsOf } from './internals.js';
import type { RenderedView } from './message-views.js';
import { timerDelay } from './timer-delay.js';
import { type SocketSource, socketOf } from './towline-socket.js';

/**
 * Whole seconds until the next try, rounded up; null where none is ahead. It changes once a second,
 * and has a timer only while somebody subscribes and a try is ahead.
 *
 * @example
 * const countdown = createRetryCountdown(chat)
 * countdown.subscribe(() => console.log(`again in ${countdown.getSnapshot()} s`))
 */
export function createRetryCountdown(source: SocketSource<unknown>): RenderedView<number | null> {
  const socket = socketOf(source);
  const { environment, untilRetry } = internalsOf(socket);
  const listeners = createListeners<[]>(environment.reportError);
  let shown: number | null = null;
  let cancelTimer: (() => void) | undefined;
  let leave: () => void = () => {};

  /** Whole ms: a rest of the arithmetic must not show as a second more. */
  function wholeLeft(): number | null {
    const left = untilRetry();
    return left === null ? null : Math.max(0, Math.round(left));
  }

  function read(): number | null {
    const left = wholeLeft();
    return left === null ? null : Math.ceil(left / 1000);
  }

  function wait() {
    cancelTimer?.();
    const left = wholeLeft() ?? 0;
    const untilChange = left % 1000 || 1000;
    cancelTimer = left > 0 ? environment.setTimer(update, timerDelay(untilChange)) : undefined;
  }

  function update() {
    wait();
    const before = shown;
    shown = read();
    if (shown !== before) listeners.emit();
  }

  return {
    initial: null,
    getSnapshot: () => (listeners.size > 0 ? shown : read()),
    subscribe(listener) {
      if (listeners.size === 0) {
        shown = read();
        wait();
        leave = socket.subscribe(update);
      }
      const remove = listeners.add(listener);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        remove();
        if (listeners.size > 0) return;
        leave();
        cancelTimer?.();
        cancelTimer = undefined;
      };
    },
  };
}
