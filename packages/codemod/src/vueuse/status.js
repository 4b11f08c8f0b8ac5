import { inScope } from '../shared/uses.js';

/** @typedef {import('../transform.js').J} J */
/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * Theirs are 'OPEN', 'CONNECTING' and 'CLOSED': where it is compared, or switched over.
 *
 * @param {Node} path
 * @param {J} j
 * @param {Tell} tell
 * @param {string} local
 */
export function lowerStatus(path, j, tell, local) {
  inScope(path, j, local, ({ node, parent: { node: member, parent } }) => {
    if (member.object !== node || member.property.name !== 'value') return;
    const { type, left, right, cases } = parent.node;
    if (type === 'BinaryExpression') lower(left === member ? right : left);
    if (type === 'SwitchStatement' && parent.node.discriminant === member) {
      for (const { test } of cases) lower(test);
    }
  });
  tell(
    path.node,
    `${local} reads 'connecting', 'open', 'closing' or 'closed': look at what it is given to`,
  );
}

/** @param {Node | null} value */
function lower(value) {
  if (value?.type !== 'StringLiteral') return;
  value.value = value.value.toLowerCase();
  delete value.extra;
}
