import type { Environment } from '@towline/core';
import { MockServerError } from './errors.js';

/** ms since 1970. */
const NEW_YEAR_2030 = 1_893_456_000_000;

/** A frame's time, ms. */
const FRAME = 16;

/** How many timers may run at one moment: more are one that sets itself again, for ever. */
const AT_ONCE = 100_000;

const ENDLESS =
  'Timers set each other without a delay and without an end, so that no time passes: what runs by one of them sets another one with a delay of 0.';

/** Time that passes when the test says so. */
export interface ManualClock {
  /** Towline's time, taken from this clock: `createWebSocket(url, { environment: clock.environment })`. */
  readonly environment: Pick<
    Environment,
    'wallTime' | 'monotonicTime' | 'setTimer' | 'requestFrame' | 'requestTurn'
  >;
  readonly frames: ManualFrames;
  /** ms since 1970, as the user's clock shows them. */
  readonly wallTime: number;
  /** ms since this clock was made; stands still in `sleep`. */
  readonly monotonicTime: number;
  /** How many timers are set. */
  readonly timers: number;
  /**
   * Lets time pass: timers that become due run in order, those that are set meanwhile too.
   *
   * @throws MockServerError `endless-timers`: they set each other without a delay, so that no time passes
   */
  advance(ms: number): void;
  /** The machine sleeps: the wall clock goes on, timers and the monotonic clock do not. */
  sleep(ms: number): void;
  /** The page is frozen: both clocks go on, timers and frames do not. What became due runs in the next `advance`. */
  freeze(ms: number): void;
  /** Somebody sets the wall clock back. */
  setBack(ms: number): void;
}

/** What is asked to run before the next paint. */
export interface ManualFrames {
  /** How many callbacks wait for a frame. */
  readonly pending: number;
  /** Paints: runs what waits; what is requested meanwhile waits for the next one. */
  run(): void;
}

interface Timer {
  readonly callback: () => void;
  readonly due: number;
}

export interface ManualClockOptions {
  /** Wall time at first, ms since 1970. Default the first of January 2030. */
  readonly startAt?: number | undefined;
  /** Whether `advance` paints too, a frame every 16 ms. Default true. */
  readonly autoFrames?: boolean | undefined;
}

/**
 * A clock for sockets in tests: their timers and frames wait until the test lets time pass.
 *
 * @example
 * const clock = createManualClock()
 * const server = createMockServer({ clock })
 * const chat = createWebSocket('/chat', { environment: server.environment })
 * chat.open()
 * clock.advance(10) // it is open
 */
export function createManualClock({
  startAt = NEW_YEAR_2030,
  autoFrames = true,
}: ManualClockOptions = {}): ManualClock {
  let wallTime = startAt;
  let monotonicTime = 0;
  const timers = new Set<Timer>();
  let frames = new Set<() => void>();
  /** When those that wait for a frame get it. */
  let frameDue = 0;

  function runFrames() {
    const due = frames;
    frames = new Set();
    for (const callback of due) callback();
  }

  function nextTimer(): Timer | undefined {
    let next: Timer | undefined;
    // In the order they were set, so that of those due together the first one set is the first to run.
    for (const timer of timers) if (!next || timer.due < next.due) next = timer;
    return next;
  }

  function nextFrame(): number {
    if (!autoFrames || frames.size === 0) return Number.POSITIVE_INFINITY;
    return frameDue;
  }

  function moveTo(time: number) {
    // A timer that was set with a delay below 0 is due already.
    const passed = Math.max(0, time - monotonicTime);
    monotonicTime += passed;
    wallTime += passed;
  }

  const environment: ManualClock['environment'] = {
    wallTime: () => wallTime,
    monotonicTime: () => monotonicTime,
    setTimer(callback, delay) {
      // As on real platforms: whole milliseconds, so that what is due at a fraction is called early,
      // and never so short that time stands still. What is too long for a timer is no time at all.
      const whole = delay > 0x7fffffff ? 1 : Math.trunc(delay) || (delay > 0 ? 1 : 0);
      const timer: Timer = { callback, due: monotonicTime + whole };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    requestFrame(callback) {
      if (frames.size === 0) frameDue = (Math.floor(monotonicTime / FRAME) + 1) * FRAME;
      // An object of its own, so that a callback may be requested twice.
      const request = () => callback();
      frames.add(request);
      // In whichever set it waits: running frames skip what was cancelled meanwhile.
      const waitsIn = frames;
      return () => waitsIn.delete(request);
    },
    requestTurn: (callback) => environment.setTimer(callback, 0),
  };

  return {
    environment,
    frames: {
      get pending() {
        return frames.size;
      },
      run: runFrames,
    },
    get wallTime() {
      return wallTime;
    },
    get monotonicTime() {
      return monotonicTime;
    },
    get timers() {
      return timers.size;
    },
    advance(ms) {
      const end = monotonicTime + ms;
      let atOnce = 0;
      for (;;) {
        const timer = nextTimer();
        const frame = nextFrame();
        if (timer && timer.due <= Math.min(end, frame)) {
          atOnce = timer.due > monotonicTime ? 0 : atOnce + 1;
          if (atOnce > AT_ONCE) throw new MockServerError('endless-timers', ENDLESS);
          moveTo(timer.due);
          timers.delete(timer);
          timer.callback();
        } else if (frame <= end) {
          moveTo(frame);
          runFrames();
        } else {
          moveTo(end);
          return;
        }
      }
    },
    sleep(ms) {
      wallTime += ms;
    },
    freeze(ms) {
      moveTo(monotonicTime + ms);
    },
    setBack(ms) {
      wallTime -= ms;
    },
  };
}
