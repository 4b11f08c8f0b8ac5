/** @typedef {import('jscodeshift').Collection} Collection */
/** @typedef {import('../transform.js').J} J */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * Where a file gives a name to something of its own, or imports it from another package than the one that is moved.
 *
 * @param {Collection} root
 * @param {J} j
 * @param {string} name
 * @param {string} from the package that is moved
 * @returns {Node[]}
 */
export function boundBy(root, j, name, from) {
  return root
    .find(j.Identifier, { name, type: 'Identifier' })
    .filter((/** @type {Node} */ path) => isBinding(path, from))
    .nodes();
}

/**
 * @param {Node} path
 * @param {string} from
 */
function isBinding({ node, parent }, from) {
  const { type, id, params, elements, left, value, local } = parent.node;
  switch (type) {
    case 'VariableDeclarator':
    case 'ClassDeclaration':
      return id === node;
    case 'ObjectProperty':
      return parent.parent.node.type === 'ObjectPattern' && value === node;
    case 'AssignmentPattern':
      return left === node;
    case 'ArrayPattern':
      return elements.includes(node);
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return (local ?? node) === node && parent.parent.node.source.value !== from;
    default:
      return /Function|^ObjectMethod$/.test(type) && !/^TS/.test(type)
        ? id === node || (params ?? []).includes(node)
        : false;
  }
}
