/** @typedef {any} Node of a syntax tree whose kind was looked at */

const STATUSES = new Set(['CONNECTING', 'OPEN', 'CLOSED']);
const EQUALITY = new Set(['===', '!==', '==', '!=']);

/**
 * Whether it is one of theirs, written out.
 *
 * @param {Node} node
 */
export function isStatus(node) {
  return node?.type === 'StringLiteral' && STATUSES.has(node.value);
}

/**
 * Whether two values are compared for being the same.
 *
 * @param {Node | undefined} node
 */
export function isEquality(node) {
  return node?.type === 'BinaryExpression' && EQUALITY.has(node.operator);
}

/**
 * Lowers theirs where it is compared, or switched over.
 *
 * @param {Node} use
 */
export function lowerStatus({ node, parent: { node: member, parent } }) {
  if (member.object !== node || member.property.name !== 'value') return;
  const { type, left, right, discriminant, cases } = parent.node;
  if (isEquality(parent.node)) lower(left === member ? right : left);
  if (type === 'SwitchStatement' && discriminant === member) {
    for (const { test } of cases) lower(test);
  }
}

/** @param {Node | null} value */
function lower(value) {
  if (!isStatus(value)) return;
  value.value = value.value.toLowerCase();
  delete value.extra;
}
