// What a scenario is.

/** @typedef {import('../contenders.js').Contender} Contender */
/** @typedef {import('../contenders.js').Framework} Framework */

/**
 * What was measured of one contender, by name. NaN: it never came to an end.
 *
 * @typedef {Readonly<Record<string, number>>} Measures
 */

/**
 * @typedef {object} Column
 * @property {string} name of the measure
 * @property {string} title
 * @property {(value: number) => string} show
 * @property {boolean} [ratio] shown beside its ratio to the floor
 */

/**
 * @typedef {object} Target of Towline's
 * @property {string} text as docs/performance.md says it
 * @property {string} measure
 * @property {boolean} [ratio] of the ratio to the floor, not of the measure itself
 * @property {boolean} [over] of what it is over the floor
 * @property {boolean} [worker] of Towline in a worker, or not; default both
 * @property {'at most' | 'at least'} must
 * @property {Readonly<Partial<Record<Framework, number>>>} limits
 */

/**
 * @typedef {object} Context what a run has at hand
 * @property {import('../support/browser.js').Browser} browser
 * @property {string} site where the contenders' page is
 */

/**
 * @typedef {object} Scenario
 * @property {string} name
 * @property {string} title
 * @property {string} about what is done, in a sentence or two
 * @property {import('../contenders.js').Scene} scene
 * @property {readonly Column[]} columns
 * @property {readonly Target[]} targets
 * @property {(context: Context, contender: Contender) => Promise<Measures>} measure once
 */

/** @param {number} value */
export const milliseconds = (value) =>
  `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en')} ms`;
/** @param {number} value */
export const microseconds = (value) => `${value.toFixed(1)} µs`;
/** @param {number} value */
export const whole = (value) => Math.round(value).toLocaleString('en');
/** @param {number} value */
export const percent = (value) => `${(100 * value).toFixed(value > 0 && value < 0.1 ? 1 : 0)} %`;
/** @param {number} value */
export const kilobytes = (value) => `${(value / 1000).toFixed(1)} kB`;
