import { moveTypesBy, typeSpecifier } from '../shared/types.js';

/** @typedef {import('../transform.js').J} J */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/** Types that have another name with Towline. */
const TYPES = {
  Options: { name: 'WebSocketOptions', told: 'move what is written of it by hand' },
};

/** What is imported and moved as a type. */
export const TYPE_NAMES = [...Object.keys(TYPES), 'SendMessage'];

/**
 * @param {import('jscodeshift').Collection} root
 * @param {J} j
 * @param {import('../transform.js').Tell} tell
 * @param {ReadonlyMap<string, string>} names local ones by imported ones
 * @returns {Node[]} the specifiers to import
 */
export function moveTypes(root, j, tell, names) {
  const specifiers = moveTypesBy(root, j, tell, names, TYPES);
  const send = names.get('SendMessage');
  if (send === undefined) return specifiers;
  root.find(j.TSTypeReference, { typeName: { name: send } }).replaceWith(() => {
    const socket = j.tsTypeReference(j.identifier('TowlineSocket'));
    return j.tsIndexedAccessType(socket, j.tsLiteralType(j.stringLiteral('send')));
  });
  return [...specifiers, typeSpecifier(j, 'TowlineSocket', 'TowlineSocket')];
}
