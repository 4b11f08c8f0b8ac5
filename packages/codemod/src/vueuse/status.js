/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * Theirs are 'OPEN', 'CONNECTING' and 'CLOSED': where it is compared, or switched over.
 *
 * @param {Node} use
 */
export function lowerStatus({ node, parent: { node: member, parent } }) {
  if (member.object !== node || member.property.name !== 'value') return;
  const { type, left, right, discriminant, cases } = parent.node;
  if (type === 'BinaryExpression') lower(left === member ? right : left);
  if (type === 'SwitchStatement' && discriminant === member) {
    for (const { test } of cases) lower(test);
  }
}

/** @param {Node | null} value */
function lower(value) {
  if (value?.type !== 'StringLiteral') return;
  value.value = value.value.toLowerCase();
  delete value.extra;
}
