/** A frame's time, ms. */
const FRAME = 16;

/** How many timers may run at one moment: more are one that sets itself again, for ever. */
const AT_ONCE = 100_000;

/** Time that passes when the test says so. */
export interface FakeClock {
  /** ms since 1970, as the user's clock shows them. */
  readonly wallTime: number;
  /** ms since this clock was made; stands still in `sleep`. */
  readonly monotonicTime: number;
  /** How many timers are set. */
  readonly timers: number;
  /**
   * Lets time pass: timers that become due run in order, those that are set meanwhile too. Throws where
   * they do not let it pass.
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
export interface FakeFrames {
  /** How many callbacks wait for a frame. */
  readonly pending: number;
  /** Paints: runs what waits; what is requested meanwhile waits for the next one. */
  run(): void;
}

interface Timer {
  readonly callback: () => void;
  readonly due: number;
}

interface FakeTime {
  readonly clock: FakeClock;
  readonly frames: FakeFrames;
  setTimer(callback: () => void, delay: number): () => void;
  requestFrame(callback: () => void): () => void;
}

/** @param autoFrames whether `advance` paints too, every 16 ms */
export function createFakeTime(startAt: number, autoFrames: boolean): FakeTime {
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

  return {
    clock: {
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
            if (atOnce > AT_ONCE) throw new Error('Timers set each other for now: no time passes.');
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
    },
    frames: {
      get pending() {
        return frames.size;
      },
      run: runFrames,
    },
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
  };
}
