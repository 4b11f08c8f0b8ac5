// What a page saw of what it shows. The kits of the frameworks call it; nothing here is reactive.
import { numberOf } from '../support/messages.js';

/**
 * @typedef {object} Seen by a page since the last look
 * @property {number} renders
 * @property {number} count the messages that the component has counted
 * @property {number[]} numbers of the message that was the newest on the page, at each commit that brought another one
 * @property {number[]} times of these commits, on the page's clock, ms since 1970
 * @property {number[]} frames when each animation frame began
 */

/** @type {Seen} */
let seen = nothing();
/** The number of the newest message of each row. @type {Map<string, number>} */
const rows = new Map();

/** ms between two looks at whether all is there. */
const PAUSE = 20;

/** @returns {Seen} */
function nothing() {
  return { renders: 0, count: 0, numbers: [], times: [], frames: [] };
}

export function now() {
  return performance.timeOrigin + performance.now();
}

/**
 * Called while a component renders.
 *
 * @param {number} [work] ms that it takes
 */
export function rendered(work = 0) {
  seen.renders += 1;
  if (work === 0) return;
  const end = performance.now() + work;
  while (performance.now() < end);
}

/**
 * Called once the page shows it.
 *
 * @param {string | null} last
 * @param {number} count
 */
export function shown(last, count) {
  seen.count = count;
  if (last === null) return;
  const number = numberOf(last);
  if (number === seen.numbers.at(-1)) return;
  seen.numbers.push(number);
  seen.times.push(now());
}

/**
 * Called once a row shows it.
 *
 * @param {string} topic
 * @param {string | null} last
 */
export function rowShown(topic, last) {
  if (last === null) return;
  rows.set(topic, numberOf(last));
  seen.times[0] = now();
}

/** What was seen since the last look. */
export function look() {
  const result = seen;
  seen = { ...nothing(), count: result.count };
  rows.clear();
  return result;
}

/** The number of the newest message on the page; -1: none since the last look. */
export function newest() {
  return seen.numbers.at(-1) ?? -1;
}

/**
 * How many rows show a message from this number on.
 *
 * @param {number} number
 */
export function rowsFrom(number) {
  return [...rows.values()].filter((each) => each >= number).length;
}

/**
 * Looks now and then, so that it costs nothing to speak of.
 *
 * @param {() => boolean} holds
 * @param {number} patience ms
 * @returns {Promise<boolean>} false: it never did
 */
export async function until(holds, patience) {
  const deadline = performance.now() + patience;
  while (!holds() && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return holds();
}

function countFrame() {
  seen.frames.push(now());
  requestAnimationFrame(countFrame);
}
requestAnimationFrame(countFrame);
