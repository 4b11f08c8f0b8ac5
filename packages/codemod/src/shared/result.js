import { propertiesOf } from './objects.js';

/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * Renames what a call's result is taken apart into.
 *
 * @param {Node} pattern
 * @param {import('../transform.js').J} j
 * @param {Readonly<Record<string, string>>} results Towline's names by theirs
 * @param {Tell} tell
 * @param {(name: string, local: string, each: Node) => void} visit with theirs, and with what the file calls it
 */
export function renameTaken(pattern, j, results, tell, visit) {
  for (const each of pattern.properties) {
    if (each.type === 'RestElement') tell(each, 'what else it gives has other names now');
  }
  for (const [name, each] of propertiesOf(pattern)) {
    const to = Object.hasOwn(results, name) ? results[name] : undefined;
    if (!to) {
      tell(each, `${name} has no counterpart`);
      continue;
    }
    // With a default value, or without.
    const { name: local } = each.value.left ?? each.value;
    each.key = j.identifier(to);
    each.shorthand = each.value.name === to;
    if (local) visit(name, local, each);
    else tell(each, `${name} is ${to} now: what is taken out of it is another thing`);
  }
}

/**
 * Whether nothing is done with what a call gives.
 *
 * @param {Node} path
 */
export function isUnused({ parent }) {
  return parent.node.type === 'ExpressionStatement';
}
