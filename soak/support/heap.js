// How a heap is measured: after collection, and by quarters of a run, so that what is made once does not count.
import { setImmediate as turn } from 'node:timers/promises';

/** How far the last quarter may be from the second. */
export const TOLERANCE = 0.02;

/** How many samples a run takes. */
export const SAMPLES = 200;

/** What a heap was in the second and in the last quarter of a run, in bytes. */
/** @typedef {{ second: number, last: number }} Quarters */

/** Bytes in use, once all that is garbage has gone. */
export async function heapUsed() {
  await collect();
  return process.memoryUsage().heapUsed;
}

/** What was looked at by a WeakRef holds on until the turn is over, and finalizers run after another. */
export async function collect() {
  if (!globalThis.gc) throw new Error('Run node with --expose-gc.');
  for (let round = 0; round < 3; round += 1) {
    await turn();
    globalThis.gc();
  }
}

/**
 * @param {readonly number[]} samples bytes, in order
 * @returns {Quarters} the medians
 */
export function quartersOf(samples) {
  const quarter = Math.floor(samples.length / 4);
  return {
    second: median(samples.slice(quarter, 2 * quarter)),
    last: median(samples.slice(3 * quarter)),
  };
}

/** @param {Quarters} heap */
export function isFlat({ second, last }) {
  return Math.abs(last / second - 1) <= TOLERANCE;
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
