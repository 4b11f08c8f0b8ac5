/** Counts who listens to a signal, in the test's hand. */
export interface CountedSignal {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
  listeners(): number;
}

export function countedSignal(): CountedSignal {
  const controller = new AbortController();
  const { signal } = controller;
  const { addEventListener, removeEventListener } = signal;
  // As the platform does: whoever is not there for that type cannot be removed.
  const listening: (readonly [type: unknown, listener: unknown])[] = [];
  signal.addEventListener = (...args: unknown[]) => {
    listening.push([args[0], args[1]]);
    addEventListener.apply(signal, args as never);
  };
  signal.removeEventListener = (...args: unknown[]) => {
    const index = listening.findIndex((each) => each[0] === args[0] && each[1] === args[1]);
    if (index >= 0) listening.splice(index, 1);
    removeEventListener.apply(signal, args as never);
  };
  return {
    signal,
    abort: (reason) => controller.abort(reason),
    listeners: () => listening.length,
  };
}

/** Counts the listeners that are added to a socket's events from now on. */
export function countListeners(given: object): () => number {
  const socket = given as { on(...args: unknown[]): () => void };
  const { on } = socket;
  let listeners = 0;
  socket.on = (...args) => {
    const off = on(...args);
    let counted = 1;
    listeners += 1;
    return () => {
      listeners -= counted;
      counted = 0;
      off();
    };
  };
  return () => listeners;
}
