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
