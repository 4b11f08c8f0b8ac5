import { typeSpecifier } from '../shared/types.js';

/** @typedef {import('../transform.js').J} J */
/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {import('jscodeshift').Collection} Collection */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

const STATES = new Set(['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED']);

/**
 * @param {Collection} root
 * @param {J} j
 * @param {Tell} tell
 * @param {string} local
 * @param {Set<string>} used names of Towline
 * @returns {Node[]} the specifier of the type, where it is used
 */
export function moveStates(root, j, tell, local, used) {
  const told = `${local} is the type ReadyState, and the constants ${[...STATES].join(', ')}, now`;
  root.find(j.MemberExpression, { object: { name: local } }).forEach((path) => {
    const { property, computed } = /** @type {Node} */ (path.node);
    const state = computed ? property.value : property.name;
    if (STATES.has(state)) {
      used.add(state);
      path.replace(j.identifier(state));
    } else if (state === 'UNINSTANTIATED') {
      tell(
        path.node,
        'Towline has no UNINSTANTIATED: a socket that was not opened yet reads CONNECTING or CLOSED',
      );
      // Its value, which is never read: the name would be an error once it runs.
      path.replace(j.unaryExpression('-', j.numericLiteral(1)));
    } else tell(path.node, told);
  });
  const left = root
    .find(j.Identifier, { name: local })
    .filter(
      ({ parent }) => !/^Import|^(?:TSTypeReference|MemberExpression)$/.test(parent.node.type),
    );
  left.forEach(({ node }) => {
    tell(node, told);
  });
  const isType = root.find(j.TSTypeReference, { typeName: { name: local } }).length > 0;
  return isType ? [typeSpecifier(j, 'ReadyState', local)] : [];
}
