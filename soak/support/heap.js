// How a heap is measured: after collection, and once what is made once for all is there.
import { setImmediate as turn } from 'node:timers/promises';
import { median } from '../../scripts/support/statistics.js';

/** How far the end may be from the start. */
export const TOLERANCE = 0.02;

/** How many samples a run takes. */
export const SAMPLES = 200;

/** What a heap was, in bytes. */
/** @typedef {{ start: number, end: number }} Heap */

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
 * Of the second and of the last quarter of a run.
 *
 * @param {readonly number[]} samples bytes, in order
 * @returns {Heap} the medians
 */
export function quartersOf(samples) {
  const quarter = Math.floor(samples.length / 4);
  return {
    start: median(samples.slice(quarter, 2 * quarter)),
    end: median(samples.slice(3 * quarter)),
  };
}

/** @param {Heap} heap */
export function isFlat({ start, end }) {
  return Math.abs(end / start - 1) <= TOLERANCE;
}
