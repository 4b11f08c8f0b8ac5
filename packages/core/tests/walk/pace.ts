import type { DeliveryMode } from '@towline/core';
import type { FakeEnvironment } from '@towline/suites';
import type { WatchedEnvironment } from './environment.js';

/** A frame's time, ms. */
const FRAME = 16;

/** When messages reach views, by the mode of delivery: neither too often nor too late. */
export interface Pace {
  /** A message came. */
  came(): void;
  /** Messages were handed on: for their own sake, unless `excuse` follows. */
  delivered(count: number): void;
  /** What was handed on just now had to be there before a change. */
  excuse(): void;
  /** There is a new destination. */
  moved(): void;
  /** What is wrong, where so many wait: once an action is over, and the promises have settled. */
  check(waiting: number): string | undefined;
}

interface Delivered {
  readonly count: number;
  readonly at: number;
  /** When the one before it was. */
  readonly before: number;
  /** Whether the task that brought them was still under way. */
  readonly inTask: boolean;
}

export function createPace(
  mode: DeliveryMode,
  { clock, frames }: Pick<FakeEnvironment, 'clock' | 'frames'>,
  watched: Pick<WatchedEnvironment, 'nextTimer'>,
): Pace {
  /** When messages were last handed on, for whatever reason. */
  let last = Number.NEGATIVE_INFINITY;
  /** The frame in which they were last handed on for their own sake. */
  let frame = -1;
  let inTask = false;
  /** What may turn out to be for a change. */
  let latest: Delivered | undefined;
  const problems: string[] = [];

  function judge() {
    if (!latest) return;
    const problem = wrongWith(latest);
    if (problem) problems.push(problem);
    frame = Math.floor(latest.at / FRAME);
    latest = undefined;
  }

  function wrongWith({ count, at, before, inTask: early }: Delivered): string | undefined {
    switch (mode) {
      case 'frame':
        return Math.floor(at / FRAME) === frame ? 'delivered twice within a frame' : undefined;
      case 'sync':
        return count > 1 ? 'not delivered at once' : undefined;
      case 'microtask':
        return early ? 'delivered before all came that the task brought' : undefined;
      default:
        return at - before < mode ? `delivered ${at - before} ms after the last` : undefined;
    }
  }

  function isLate(): boolean {
    switch (mode) {
      case 'frame':
        return frames.pending === 0;
      case 'sync':
      case 'microtask':
        return true;
      default: {
        const due = last + mode;
        return clock.monotonicTime >= due || watched.nextTimer > due;
      }
    }
  }

  return {
    came() {
      if (mode !== 'microtask' || inTask) return;
      inTask = true;
      // Asked for before the delivery asks, so that it is over first.
      Promise.resolve().then(() => {
        inTask = false;
      });
    },
    delivered(count) {
      judge();
      const at = clock.monotonicTime;
      latest = { count, at, before: last, inTask };
      last = at;
    },
    excuse() {
      latest = undefined;
    },
    moved() {
      latest = undefined;
      frame = -1;
    },
    check(waiting) {
      judge();
      if (problems.length > 0) return problems.join('\n');
      return waiting > 0 && isLate()
        ? `${waiting} messages wait, and nothing shows them`
        : undefined;
    },
  };
}
