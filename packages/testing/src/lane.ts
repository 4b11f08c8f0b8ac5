import { bytesOfBlob } from './env/blob.js';
import type { Timers } from './env/timers.js';
import { isBlob, type MockData } from './wire-data.js';

/** One direction of a connection: what is put on it arrives in order, each after its time. */
export interface Lane {
  carry(arrive: () => void): void;
  /** A Blob arrives as its bytes, when they have been read, and what is behind it later. */
  carryData(data: MockData, arrive: (data: MockData) => void): void;
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

/** Something under way. */
interface Load {
  arrive(): void;
  /** What it still waits for: its time, and its bytes. */
  missing: number;
}

/** @param latency ms, asked for each thing that is put on it */
export function createLane(timers: Timers, latency: () => number): Lane {
  let waiting: Load[] = [];
  let frozen = false;
  let arrived = 0;

  const isDue = () => !frozen && waiting[0]?.missing === 0;

  /** In the order in which they were sent: none overtakes another one, also where latency fell meanwhile. */
  function deliver() {
    try {
      while (isDue()) {
        arrived += 1;
        waiting.shift()?.arrive();
      }
    } finally {
      // One that threw keeps no other back.
      if (isDue()) timers.setTimer(deliver, 0);
    }
  }

  function put(arrive: () => void, missing: number): () => void {
    const load = { arrive, missing };
    waiting.push(load);
    function found() {
      load.missing -= 1;
      deliver();
    }
    timers.setTimer(found, latency());
    return found;
  }

  return {
    get busy() {
      return waiting.length > 0 && !frozen;
    },
    get arrived() {
      return arrived;
    },
    carry(arrive) {
      put(arrive, 1);
    },
    carryData(data, arrive) {
      if (!isBlob(data)) {
        put(() => arrive(data), 1);
        return;
      }
      let read: MockData = data;
      const found = put(() => arrive(read), 2);
      bytesOfBlob(data).then((bytes) => {
        read = bytes ?? data;
        // As a task: what a listener throws is no rejection of ours.
        timers.setTimer(found, 0);
      });
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
