/** @typedef {import('../transform.js').J} J */
/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * Theirs are 'OPEN', 'CONNECTING' and 'CLOSED'.
 *
 * @param {Node} path
 * @param {J} j
 * @param {Tell} tell
 * @param {string} local
 */
export function lowerStatus(path, j, tell, local) {
  const root = j(path.scope.path);
  root.find(j.BinaryExpression).forEach(({ node }) => {
    for (const [one, other] of [
      [node.left, node.right],
      [node.right, node.left],
    ]) {
      const compared = /** @type {Node} */ (one);
      const value = /** @type {Node} */ (other);
      const isStatus = compared.object?.name === local && compared.property?.name === 'value';
      if (isStatus && value.type === 'StringLiteral') value.value = value.value.toLowerCase();
      if (isStatus && value.type === 'StringLiteral') delete value.extra;
    }
  });
  tell(
    path.node,
    `${local} reads 'connecting', 'open', 'closing' or 'closed': look at what it is given to`,
  );
}
