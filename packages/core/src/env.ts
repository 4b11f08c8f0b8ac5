/** The part of the platform's WebSocket that Towline uses; `ws`, undici and test doubles have it too. */
export interface PlatformWebSocket {
  readonly readyState: number;
  readonly bufferedAmount: number;
  readonly protocol: string;
  readonly extensions: string;
  readonly url: string;
  binaryType: string;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  send(data: never): void;
  close(code?: number, reason?: string): void;
  /** Of `ws`: destroys the connection, without a closing handshake. */
  terminate?(): void;
}

/** `new`-able, like the platform's, or a function that returns one: the place for headers in Node. */
export type WebSocketSource =
  | (new (
      url: string,
      protocols: string[],
    ) => PlatformWebSocket)
  | ((url: string, protocols: string[]) => PlatformWebSocket);

/**
 * Everything impure that a socket touches, as one value. Give your own parts as
 * `createWebSocket(url, { environment: { WebSocket } })`; tests give all of it.
 */
export interface Environment {
  /** Looked up at each attempt. */
  readonly WebSocket: WebSocketSource | undefined;
  /** What relative URLs resolve against; undefined where there is no page. */
  readonly baseUrl: string | undefined;
  /** false where the network is said to be gone. */
  readonly online: boolean;
  /** Wall time in ms since 1970. */
  wallTime(): number;
  /** ms since some start, never set back; may stand still while the machine sleeps. */
  monotonicTime(): number;
  /** In [0, 1). */
  random(): number;
  /** Calls back once after `delay` ms; returns how to cancel. */
  setTimer(callback: () => void, delay: number): () => void;
  /** Calls back once before the next paint, or within 100 ms where nothing is painted; returns how to cancel. */
  requestFrame(callback: () => void): () => void;
  /**
   * Calls back when all else that waits for this thread, as input and painting, has had its turn; returns how to
   * cancel. Default the platform's way.
   */
  readonly requestTurn?: ((callback: () => void) => () => void) | undefined;
  /** Tells what the page and the network say; returns how to stop. Where there is no page it tells nothing. */
  listen(tell: (signal: WorldSignal) => void): () => void;
  /** What a listener threw, or what Towline has nobody to tell. */
  reportError(error: unknown): void;
}

/**
 * `wake`: online, visible or resumed. `hide` and `show`: the page goes into the back/forward cache,
 * and comes back.
 */
export type WorldSignal = 'wake' | 'offline' | 'hide' | 'show';

/** Longest a rendered view waits in a hidden tab, which is granted no frames; ms. */
const HIDDEN_FRAME = 100;
/** A frame's time where there are no frames at all; ms. */
const FRAME = 16;

/** A page's events, and what they tell. */
const SIGNALS = {
  online: 'wake',
  offline: 'offline',
  pagehide: 'hide',
  pageshow: 'show',
  resume: 'wake',
  visibilitychange: 'wake',
} as const satisfies Record<string, WorldSignal>;

/** What gives others their turn. */
interface Turns {
  readonly scheduler?: { yield?(): Promise<void> };
  readonly MessageChannel?: typeof MessageChannel;
}

/** The environment of this runtime. Nothing in it is touched before it is asked for. */
export const platform: Environment = {
  get WebSocket() {
    return globalThis.WebSocket as WebSocketSource | undefined;
  },
  get baseUrl() {
    const { document, location } = globalThis as Partial<typeof globalThis>;
    return document?.baseURI ?? location?.href;
  },
  get online() {
    const { navigator } = globalThis as Partial<typeof globalThis>;
    return navigator?.onLine !== false;
  },
  wallTime: () => Date.now(),
  monotonicTime: () => performance.now(),
  random: () => Math.random(),
  setTimer(callback, delay) {
    const timer = setTimeout(callback, delay);
    return () => clearTimeout(timer);
  },
  requestFrame(callback) {
    const { requestAnimationFrame, cancelAnimationFrame } = globalThis as Partial<
      typeof globalThis
    >;
    const timer = setTimeout(run, requestAnimationFrame ? HIDDEN_FRAME : FRAME);
    const frame = requestAnimationFrame?.(run);
    function cancel() {
      clearTimeout(timer);
      if (frame !== undefined) cancelAnimationFrame?.(frame);
    }
    function run() {
      cancel();
      callback();
    }
    return cancel;
  },
  listen(tell) {
    const { window, document } = globalThis as Partial<typeof globalThis>;
    function hear({ type, persisted = true }: Event & { persisted?: boolean }) {
      const seen = type !== 'visibilitychange' || document?.visibilityState === 'visible';
      if (persisted && seen) tell(SIGNALS[type as keyof typeof SIGNALS]);
    }
    // The document's too, on their way down. React Native has a window without events.
    for (const type of Object.keys(SIGNALS)) window?.addEventListener?.(type, hear, true);
    return () => {
      for (const type of Object.keys(SIGNALS)) window?.removeEventListener?.(type, hear, true);
    };
  },
  reportError(error) {
    const { reportError } = globalThis as Partial<typeof globalThis>;
    if (reportError) reportError(error);
    else
      setTimeout(() => {
        throw error;
      });
  },
};

/** The platform's way; bundled with those only who let the page have its turn. */
export function requestTurn(callback: () => void): () => void {
  const { scheduler, MessageChannel } = globalThis as Turns;
  let wanted = true;
  const run = () => wanted && callback();
  if (scheduler?.yield) scheduler.yield().then(run);
  else if (MessageChannel) {
    // Not a timer: those that set each other wait for 4 ms each, and for 1 s in hidden tabs.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      run();
    };
    port2.postMessage(null);
  } else setTimeout(run);
  return () => {
    wanted = false;
  };
}

/** On the developer's console, where there is one. */
export function printWarning(message: string): void {
  const { console } = globalThis as Partial<typeof globalThis>;
  console?.warn(message);
}

/** Whether this is a page, where rendering opens connections; false on a server. */
export function hasWindow(): boolean {
  return typeof window !== 'undefined' && typeof document !== 'undefined';
}
