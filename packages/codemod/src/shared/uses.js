/** @typedef {import('../transform.js').J} J */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * The uses of a name in the function that the call is in.
 *
 * @param {Node} path
 * @param {J} j
 * @param {string} name
 * @param {(use: Node) => void} visit
 */
export function inScope(path, j, name, visit) {
  const uses = j(path.scope.path)
    .find(j.Identifier, { name })
    .filter(
      ({ parent, node }) => parent.node.type !== 'VariableDeclarator' && !isKey(parent.node, node),
    )
    .paths();
  for (const use of uses) visit(use);
}

/**
 * @param {Node} parent
 * @param {Node} node
 */
function isKey(parent, node) {
  const property = /Property$/.test(parent.type);
  return (property && (parent.key === node || parent.value === node)) || parent.property === node;
}
