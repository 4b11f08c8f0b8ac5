// bench/results.json: what was measured last of each scenario and contender.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/support/run.js';

export const FILE = 'bench/results.json';

/** @typedef {Record<string, number | null>} Measures null: it never came to an end */

/**
 * @typedef {object} ScenarioResult
 * @property {boolean} quick
 * @property {number} repetitions
 * @property {number} busy cells before which the machine was never idle
 * @property {Record<string, Measures>} contenders medians, by the contender's name
 * @property {readonly Record<string, Measures>[]} [again] the same of Towline and the floors, measured later
 */

/** So many times Towline and the floors are measured once more. */
export const AGAIN = 2;

/**
 * @typedef {object} Results
 * @property {{ processors: string, node: string, system: string, browser: string }} machine
 * @property {number} idleFrames a second, of a page that does nothing
 * @property {Record<string, string>} versions
 * @property {Record<string, ScenarioResult>} scenarios by name
 */

/** @returns {Results | undefined} */
export function readResults() {
  const file = join(root, FILE);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** @param {Results} results */
export function writeResults(results) {
  writeFileSync(join(root, FILE), `${JSON.stringify(results, null, 2)}\n`);
}

/**
 * Four digits are more than a run can tell.
 *
 * @param {number} value
 */
export function rounded(value) {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : null;
}
