import type { Timers } from './env.js';

/** One direction of a connection: what is put on it arrives in order, each after its time. */
export interface Lane {
  carry(arrive: () => void): void;
  /** Nothing arrives until it thaws. */
  freeze(): void;
  thaw(): void;
  /** What is under way never arrives. */
  cut(): void;
  /** Whether something is under way. */
  readonly busy: boolean;
}

/** @param latency ms, asked for each thing that is put on it */
export function createLane(timers: Timers, latency: () => number): Lane {
  let waiting: (() => void)[] = [];
  let frozen = false;
  /** What became due while it was frozen. */
  let due = 0;

  function arrive() {
    due += 1;
    if (!frozen) deliver();
  }

  /** The first to be sent is the first to arrive, whichever timer rings: latency may change meanwhile. */
  function deliver() {
    while (due > 0 && !frozen) {
      due -= 1;
      waiting.shift()?.();
    }
  }

  return {
    get busy() {
      return waiting.length > 0 && !frozen;
    },
    carry(callback) {
      waiting.push(callback);
      timers.setTimer(arrive, latency());
    },
    freeze() {
      frozen = true;
    },
    thaw() {
      frozen = false;
      deliver();
    },
    cut() {
      // Their timers find an empty place.
      waiting = waiting.map(() => () => {});
    },
  };
}
