/** A signal, and how many listen to it. */
export interface CountedSignal {
  readonly signal: AbortSignal;
  listeners: number;
}

export function countListeners(signal: AbortSignal): CountedSignal {
  const counted: CountedSignal = { signal, listeners: 0 };
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: unknown[]) => {
    counted.listeners += 1;
    addEventListener.apply(signal, args as never);
  };
  signal.removeEventListener = (...args: unknown[]) => {
    counted.listeners -= 1;
    removeEventListener.apply(signal, args as never);
  };
  return counted;
}

/** Listens to a signal without being counted. */
export function onAbort(signal: AbortSignal, listener: () => void): void {
  EventTarget.prototype.addEventListener.call(signal, 'abort', listener);
}
