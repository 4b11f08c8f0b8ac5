import { propertiesOf } from './objects.js';
import { inScope } from './uses.js';

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
 * Renames what is read of a call's result that is kept whole.
 *
 * @param {Node} path of the call
 * @param {import('../transform.js').J} j
 * @param {Readonly<Record<string, string>>} results Towline's names by theirs
 * @param {Tell} tell
 * @param {(name: string, own: string, use: Node) => void} visit with theirs, and with what is read now
 */
export function renameRead(path, j, results, tell, visit) {
  const { name: local } = path.parent.node.id;
  inScope(path, j, local, ({ node, parent }) => {
    const { type, object, property, computed } = parent.node;
    if (!/MemberExpression$/.test(type) || object !== node || computed) {
      tell(node, `${local} goes on here: what is read of it has other names now`);
      return;
    }
    const to = Object.hasOwn(results, property.name) ? results[property.name] : undefined;
    if (!to) {
      tell(parent.node, `${local}.${property.name} has no counterpart`);
      return;
    }
    const { name } = property;
    parent.node.property = j.identifier(to);
    visit(name, `${local}.${to}`, parent);
  });
}

/**
 * Whether a call's result has a name that only this file can read.
 *
 * @param {Node} path
 */
export function isKeptWhole({ parent }) {
  const { type, id } = parent.node;
  if (type !== 'VariableDeclarator' || id.type !== 'Identifier') return false;
  return parent.parent.parent.node.type !== 'ExportNamedDeclaration';
}

/**
 * Whether nothing is done with what a call gives.
 *
 * @param {Node} path
 */
export function isUnused({ parent }) {
  return parent.node.type === 'ExpressionStatement';
}
