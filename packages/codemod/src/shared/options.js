import { propertiesOf } from './objects.js';

/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * The options of Towline for those that are written out at a call.
 *
 * @param {Node | undefined} options
 * @param {Readonly<Record<string, (given: Node) => Node[]>>} moves what becomes of an option; it is removed in silence where that is nothing
 * @param {Readonly<Record<string, string>>} left what is told of an option; without a move it stays as it is
 * @param {Tell} tell
 * @returns {Node[]}
 */
export function moveWritten(options, moves, left, tell) {
  /** @type {Node[]} */
  const written = (options?.properties ?? []).filter(
    (/** @type {Node} */ each) => !each.key || each.computed,
  );
  for (const each of written) tell(each, 'move what is spread into the options by hand');
  for (const [name, each] of propertiesOf(options)) {
    const move = Object.hasOwn(moves, name) ? moves[name] : undefined;
    const told = Object.hasOwn(left, name) ? left[name] : undefined;
    if (told) tell(each, `${name} ${told}`);
    if (move) written.push(...move(each));
    else if (told) written.push(each);
    else tell(each, `${name} has no counterpart: removed`);
  }
  return written;
}
