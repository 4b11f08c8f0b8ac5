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
  root.find(j.MemberExpression, { object: { name: local } }).forEach((path) => {
    const { property: state } = /** @type {Node} */ (path.node);
    if (STATES.has(state.name) && !path.node.computed) {
      used.add(state.name);
      path.replace(j.identifier(state.name));
    } else
      tell(
        path.node,
        'Towline has no UNINSTANTIATED: a socket that was not opened yet reads CONNECTING or CLOSED',
      );
  });
  const left = root
    .find(j.Identifier, { name: local })
    .filter(
      ({ parent }) => !/^Import|^(?:TSTypeReference|MemberExpression)$/.test(parent.node.type),
    );
  left.forEach(({ node }) => {
    tell(node, `${local} is the type ReadyState, and the constants ${[...STATES].join(', ')}, now`);
  });
  const isType = root.find(j.TSTypeReference, { typeName: { name: local } }).length > 0;
  return isType ? [typeSpecifier(j, 'ReadyState', local)] : [];
}
