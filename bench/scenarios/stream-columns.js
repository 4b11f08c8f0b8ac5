import { microseconds, milliseconds, percent, whole } from './scenario.js';

/** @typedef {import('./scenario.js').Column} Column */

/** @satisfies {Record<string, Column>} */
export const STREAM = {
  main: { name: 'main', title: 'main thread', show: milliseconds, ratio: true },
  perMessage: {
    name: 'perMessage',
    title: 'main thread, each message',
    show: microseconds,
    ratio: true,
  },
  renders: { name: 'rendersPerSecond', title: 'renders a second', show: whole },
  frames: { name: 'framesPerSecond', title: 'frames a second', show: whole },
  gap: { name: 'longestGap', title: 'longest gap of frames', show: milliseconds },
  lost: { name: 'lost', title: 'lost from state', show: percent },
  age50: { name: 'age50', title: 'age, median', show: milliseconds, ratio: true },
  age99: { name: 'age99', title: 'age, p99', show: milliseconds },
  behind: { name: 'behind', title: 'behind at the end', show: milliseconds },
};

/** Every framework, the same limit. @param {number} limit */
export const all = (limit) => ({ react: limit, vue: limit, svelte: limit });

/** Nothing is lost. @type {import('./scenario.js').Target} */
export const LOSES_NOTHING = {
  text: 'lost from state: none',
  measure: 'lost',
  must: 'at most',
  limits: all(0),
};

/** As on a page that does nothing; a frame may fall out at the edges. @type {import('./scenario.js').Target} */
export const FULL_FRAME_RATE = {
  text: 'frames a second as on an idle page',
  worker: false,
  measure: 'framesPerSecond',
  must: 'at least',
  limits: all(59),
};

/** A frame and its commit. @type {import('./scenario.js').Target} */
const FRESH = {
  text: 'age, p99: a frame and its commit, 20 ms',
  worker: false,
  measure: 'age99',
  must: 'at most',
  limits: all(20),
};

/**
 * A worker leaves the page little to do.
 *
 * @param {string} measure
 * @returns {import('./scenario.js').Target}
 */
export const inWorker = (measure) => ({
  text: 'main thread, to the floor',
  worker: true,
  measure,
  ratio: true,
  must: 'at most',
  limits: all(0.35),
});

const { perMessage, renders, frames, gap, lost, age99, behind } = STREAM;

/** Of a component that shows a stream for some seconds. */
export const STEADY_COLUMNS = [perMessage, renders, frames, gap, lost, age99, behind];

/** @param {import('./scenario.js').Target['limits']} mainThread to the floor @returns {import('./scenario.js').Target[]} */
export function steadyTargets(mainThread) {
  return [
    LOSES_NOTHING,
    FULL_FRAME_RATE,
    FRESH,
    {
      text: 'main thread, to the floor',
      worker: false,
      measure: 'perMessage',
      ratio: true,
      must: 'at most',
      limits: mainThread,
    },
  ];
}
