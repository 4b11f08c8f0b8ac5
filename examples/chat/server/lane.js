// Tasks in order, each after a delay, and never before the one that came before it.
import { monotonic } from './clock.js';

/** @typedef {ReturnType<typeof createLane>} Lane */

/** Bytes that a task costs besides what it carries, so that many empty ones are bounded too. */
const OVERHEAD = 256;

export function createLane() {
  /** @type {{ task: () => void, due: number, bytes: number }[]} */
  let waiting = [];
  let bytes = 0;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;

  function work() {
    timer = undefined;
    for (let [next] = waiting; next && next.due <= monotonic(); [next] = waiting) {
      waiting.shift();
      bytes -= next.bytes;
      next.task();
    }
    arm();
  }

  function arm() {
    const [next] = waiting;
    if (next) timer ??= setTimeout(work, Math.max(0, next.due - monotonic()));
  }

  return {
    /** How much waits. */
    get bytes() {
      return bytes;
    },
    /**
     * Runs at once where nothing waits and there is no delay.
     *
     * @param {() => void} task
     * @param {number} delay in ms
     * @param {number} [size] in bytes, of what it carries
     */
    run(task, delay, size = 0) {
      const last = waiting.at(-1);
      if (!last && delay === 0) return task();
      const due = Math.max(monotonic() + delay, last?.due ?? 0);
      waiting.push({ task, due, bytes: size + OVERHEAD });
      bytes += size + OVERHEAD;
      arm();
    },
    clear() {
      waiting = [];
      bytes = 0;
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
