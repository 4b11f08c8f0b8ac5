/**
 * Why a mutant may live. An argument is for each mutant of the file that has this line and this change.
 *
 * @typedef {object} Argument
 * @property {string} file in packages/core/src
 * @property {string} line the line of code in which the mutant begins
 * @property {string} [code] what is changed, where it is not the whole line
 * @property {string} becomes
 * @property {string} why
 */

/** @type {readonly Argument[]} */
export const survivors = [];
