// The only file of this package that names what is not its own.

/** What lets time pass for a server. */
export interface Timers {
  /** `delay` in ms. Returns how to cancel. */
  setTimer(callback: () => void, delay: number): () => void;
}

/** The runtime's, looked up at each call: a test may have put others in their place. */
export const realTimers: Timers = {
  setTimer(callback, delay) {
    if (!fakeClock()) native = globalThis.setTimeout;
    const timer = setTimeout(callback, delay);
    return () => clearTimeout(timer);
  },
};

/** What a timer that is no fake was last set by. */
let native: typeof setTimeout | undefined;

/** A frame's time, ms. */
const FRAME = 16;
/** ms that a page waits for a frame that does not come, as in a hidden tab. */
const NO_FRAME = 120;
/** How many turns a timer of 1 ms gets to come in: some hundred times what it takes, and over 1 s in hidden tabs. */
const TURNS = 100_000;

/** The clock of fake timers. Those of vitest, jest and sinon are one library's (@sinonjs/fake-timers). */
interface FakeClock {
  /** Moves it, and gives all else its turn by timers that are not faked. */
  tickAsync(ms: number): Promise<unknown>;
}

/** What stand-ins leave on the functions that they replace. */
interface StandIn {
  readonly clock?: FakeClock;
  readonly _isMockFunction?: boolean;
}

/** Of the fake timers that are installed now, whenever that was done; undefined where timers are real. */
export function fakeClock(): FakeClock | undefined {
  const { clock } = globalThis.setTimeout as StandIn;
  return typeof clock?.tickAsync === 'function' ? clock : undefined;
}

/** Lets ms pass, and everybody have their turn: fake timers are moved. */
export async function pause(delay: number): Promise<void> {
  const clock = fakeClock();
  if (clock) await clock.tickAsync(delay);
  else await new Promise((resolve) => setTimeout(resolve, delay));
}

/** Real time beside fake timers, for what a server began before there were any; undefined where it has not. */
export function realPause(): ((delay: number) => Promise<void>) | undefined {
  const setTimer = native;
  if (!setTimer || !fakeClock()) return undefined;
  return (delay) => new Promise((resolve) => setTimer(resolve, delay));
}

/** Until the next frame, after those who asked for it before. */
export async function frame(): Promise<void> {
  const { requestAnimationFrame } = globalThis as Partial<typeof globalThis>;
  let painted = false;
  requestAnimationFrame?.(() => {
    painted = true;
  });
  const longest = requestAnimationFrame ? NO_FRAME : FRAME;
  for (let waited = 0; !painted && waited < longest; waited += FRAME) await pause(FRAME);
}

/**
 * Whether timers come by themselves, or can be moved. Stand-ins of other kinds may do neither, and whoever waited for one of
 * those would wait for ever.
 */
export function timersGo(): Promise<boolean> {
  const { setTimeout, MessageChannel } = globalThis as Partial<typeof globalThis>;
  if (!setTimeout) return Promise.resolve(false);
  // A browser's own.
  if (fakeClock() || String(setTimeout).includes('[native code]')) return Promise.resolve(true);
  if (!MessageChannel) return Promise.resolve(!(setTimeout as StandIn)._isMockFunction);
  return new Promise((resolve) => {
    // No stand-in takes the place of a channel.
    const { port1, port2 } = new MessageChannel();
    let turns = 0;
    function end(go: boolean) {
      port1.close();
      resolve(go);
    }
    port1.onmessage = () => {
      turns += 1;
      if (turns < TURNS) port2.postMessage(null);
      else end(false);
    };
    port2.postMessage(null);
    setTimeout(() => end(true), 1);
  });
}

/** A Blob's bytes; undefined where this runtime cannot have them. */
export async function bytesOfBlob(blob: Blob): Promise<ArrayBuffer | undefined> {
  try {
    // Of this realm: in some test environments a Blob is another's.
    return new Uint8Array(await bufferOf(blob)).slice().buffer;
  } catch {
    return undefined;
  }
}

/** Older versions of jsdom have no `arrayBuffer`. */
function bufferOf(blob: Partial<Blob>): Promise<ArrayBuffer> {
  if (blob.arrayBuffer) return blob.arrayBuffer();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob as Blob);
  });
}

/** A value that goes along with whatever a function starts, also later. */
export interface AsyncLocal<Value> {
  run(value: Value, start: () => void): void;
  getStore(): Value | undefined;
}

interface AsyncHooks {
  readonly AsyncLocalStorage: new <Value>() => AsyncLocal<Value>;
}

/** By whose value it is. */
type Values = ReadonlyMap<object, unknown>;

/** Where the one is kept that all share: each of Node's makes every promise of the process slower, as long as it lives. */
const SHARED = Symbol.for('towline.testing.async-local');

/** Where there is none of Node's, the value is known only while the function runs. */
export function createAsyncLocal<Value>(): AsyncLocal<Value> {
  const place = globalThis as { [SHARED]?: AsyncLocal<Values> };
  const shared = place[SHARED] ?? createStorage();
  place[SHARED] = shared;
  const key = {};
  return {
    run: (value, start) => shared.run(new Map(shared.getStore()).set(key, value), start),
    getStore: () => shared.getStore()?.get(key) as Value | undefined,
  };
}

function createStorage(): AsyncLocal<Values> {
  const { process } = globalThis as {
    process?: { getBuiltinModule?(name: string): AsyncHooks | undefined };
  };
  // Browsers have none yet.
  const { AsyncLocalStorage } = process?.getBuiltinModule?.('node:async_hooks') ?? {};
  if (AsyncLocalStorage) return new AsyncLocalStorage<Values>();
  let current: Values | undefined;
  return {
    run(value, start) {
      const before = current;
      current = value;
      try {
        start();
      } finally {
        current = before;
      }
    },
    getStore: () => current,
  };
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
