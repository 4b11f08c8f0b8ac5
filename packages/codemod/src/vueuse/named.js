/** @typedef {import('../transform.js').J} J */
/** @typedef {import('jscodeshift').Collection} Collection */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * Whether a place that names VueUse has to do with what is moved: most of VueUse is other things, and stays.
 *
 * @param {Collection} root
 * @param {J} j
 * @param {ReadonlySet<string>} moves names that are moved
 * @param {Node} path of the package's name
 * @returns {boolean}
 */
export function concernsMove(root, j, moves, { parent: { node } }) {
  switch (node.type) {
    case 'ImportDeclaration':
      return node.specifiers.some((/** @type {Node} */ each) =>
        each.type === 'ImportNamespaceSpecifier'
          ? isReadFor(root, j, moves, each.local.name)
          : moves.has(each.imported?.name),
      );
    case 'ExportAllDeclaration':
      return true;
    case 'ExportNamedDeclaration':
      return node.specifiers.some(
        (/** @type {Node} */ each) => !each.local || moves.has(each.local.name),
      );
    default:
      return isWholeMock(node) || isMentioned(root, j, moves);
  }
}

/**
 * Whether what is moved is read of a namespace; or may be, where that goes on.
 *
 * @param {Collection} root
 * @param {J} j
 * @param {ReadonlySet<string>} moves
 * @param {string} local
 */
function isReadFor(root, j, moves, local) {
  return root.find(j.Identifier, { name: local }).some(({ node, parent }) => {
    const { type, object, property, computed, left, right } = parent.node;
    if (/^Import/.test(type) || property === node || right === node) return false;
    if (type === 'TSQualifiedName') return left === node && moves.has(right.name);
    return object !== node || computed || moves.has(property.name);
  });
}

/**
 * `vi.mock('@vueuse/core')`, which is all of it.
 *
 * @param {Node} call
 */
function isWholeMock({ callee, arguments: given }) {
  return /^(?:mock|doMock)$/.test(callee?.property?.name) && given.length === 1;
}

/**
 * @param {Collection} root
 * @param {J} j
 * @param {ReadonlySet<string>} moves
 */
function isMentioned(root, j, moves) {
  return root.find(j.Identifier).some(({ node }) => moves.has(node.name));
}
