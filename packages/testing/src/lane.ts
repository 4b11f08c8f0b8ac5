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
  /** How much has arrived. */
  readonly arrived: number;
}

/** Something under way, and whether its time has come. */
interface Load {
  arrive(): void;
  due: boolean;
}

/** @param latency ms, asked for each thing that is put on it */
export function createLane(timers: Timers, latency: () => number): Lane {
  let waiting: Load[] = [];
  let frozen = false;
  let arrived = 0;

  /** In the order in which they were sent: none overtakes another one, also where latency fell meanwhile. */
  function deliver() {
    try {
      while (!frozen && waiting[0]?.due) {
        arrived += 1;
        waiting.shift()?.arrive();
      }
    } finally {
      // One that threw keeps no other back.
      if (!frozen && waiting[0]?.due) timers.setTimer(deliver, 0);
    }
  }

  return {
    get busy() {
      return waiting.length > 0 && !frozen;
    },
    get arrived() {
      return arrived;
    },
    carry(arrive) {
      const load = { arrive, due: false };
      waiting.push(load);
      timers.setTimer(() => {
        load.due = true;
        deliver();
      }, latency());
    },
    freeze() {
      frozen = true;
    },
    thaw() {
      frozen = false;
      deliver();
    },
    cut() {
      waiting = [];
    },
  };
}
