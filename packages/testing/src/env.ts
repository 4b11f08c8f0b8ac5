// The only file of this package that names what is not its own.

/** What lets time pass for a server. */
export interface Timers {
  /** `delay` in ms. Returns how to cancel. */
  setTimer(callback: () => void, delay: number): () => void;
}

/** The runtime's, looked up at each call: a test may have put others in their place. */
export const realTimers: Timers = {
  setTimer(callback, delay) {
    const timer = setTimeout(callback, delay);
    return () => clearTimeout(timer);
  },
};

/** ms that a page waits for a frame that does not come, as in a hidden tab. */
const NO_FRAME = 120;

// Taken when this file is read: those that a test puts in their place later stand still by themselves.
const { setTimeout: realSetTimeout } = globalThis;

/** Real time, whatever a test has done to timers; ms. */
export function pause(delay: number): Promise<void> {
  return new Promise((resolve) => realSetTimeout(resolve, delay));
}

/** Until the next frame, after those who asked for it before. */
export function frame(): Promise<void> {
  const { requestAnimationFrame } = globalThis as Partial<typeof globalThis>;
  return new Promise((resolve) => {
    requestAnimationFrame?.(() => resolve());
    realSetTimeout(resolve, requestAnimationFrame ? NO_FRAME : 0);
  });
}

/** What relative URLs are relative to, where there is a page. */
export function pageUrl(): string | undefined {
  const { document, location } = globalThis as Partial<typeof globalThis>;
  return document?.baseURI ?? location?.href;
}

/** A close event; Node has no class for it before version 23. */
export function createCloseEvent(init: {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
}): Event {
  if (typeof CloseEvent !== 'undefined') return new CloseEvent('close', init);
  const event = new Event('close');
  // Getters, as the platform's: whoever spreads an event gets nothing.
  for (const key of ['code', 'reason', 'wasClean'] as const) {
    Object.defineProperty(event, key, { get: () => init[key] });
  }
  return event;
}

/** The class, with its four states by name. */
export type WebSocketClass = typeof WebSocket;

/** The global `WebSocket`, and what was there before. */
export interface GlobalPlace {
  /** Puts another class there; returns how to give the place back. */
  take(replacement: WebSocketClass): () => void;
  giveBack(): void;
}

/** The classes in that place, the latest last: servers may come and go in any order. */
const takers: { readonly value: WebSocketClass }[] = [];
let before: PropertyDescriptor | undefined;

export function createGlobalPlace(): GlobalPlace {
  const own = new Set<(typeof takers)[number]>();

  function leave(taker: (typeof takers)[number]) {
    if (!own.delete(taker)) return;
    takers.splice(takers.indexOf(taker), 1);
    const next = takers.at(-1);
    if (next) put(next.value);
    else if (before) Object.defineProperty(globalThis, 'WebSocket', before);
    // Node before version 22 has none.
    else Reflect.deleteProperty(globalThis, 'WebSocket');
  }

  return {
    take(value) {
      if (takers.length === 0) before = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');
      const taker = { value };
      own.add(taker);
      takers.push(taker);
      put(value);
      return () => leave(taker);
    },
    giveBack() {
      for (const taker of own) leave(taker);
    },
  };
}

function put(value: WebSocketClass) {
  const place = { value, configurable: true, writable: true, enumerable: false };
  Object.defineProperty(globalThis, 'WebSocket', place);
}

/** Whether React shall expect `act`; returns what it expected before. */
export function expectAct(expected: boolean | undefined): boolean | undefined {
  const place = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean | undefined };
  const before = place.IS_REACT_ACT_ENVIRONMENT;
  place.IS_REACT_ACT_ENVIRONMENT = expected;
  return before;
}
