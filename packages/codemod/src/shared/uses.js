/** @typedef {import('../transform.js').J} J */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * The uses of a name in the function that the call is in, but where another one shadows it.
 *
 * @param {Node} path
 * @param {J} j
 * @param {string} name
 * @param {(use: Node) => void} visit
 */
export function inScope(path, j, name, visit) {
  const declaring = path.scope.lookup(name);
  const uses = j(path.scope.path)
    .find(j.Identifier, { name, type: 'Identifier' })
    .filter((/** @type {Node} */ use) => !isNamed(use) && use.scope.lookup(name) === declaring)
    .paths();
  for (const use of uses) visit(use);
}

/**
 * Whether it is where something gets its name, and no use.
 *
 * @param {Node} use
 */
function isNamed({ parent, node }) {
  const { type, key, property, computed, id } = parent.node;
  // A type has names of its own.
  if (/^TS/.test(type) && !/Expression$/.test(type)) return true;
  if (type === 'VariableDeclarator') return id === node;
  if (/MemberExpression$/.test(type)) return property === node && !computed;
  if (!/Property$/.test(type)) return false;
  return parent.parent.node.type === 'ObjectPattern' || (key === node && !computed);
}
