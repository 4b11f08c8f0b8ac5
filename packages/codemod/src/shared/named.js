/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * Tells where a package is named besides the imports that are moved: mocks, re-exports, namespaces, require and its inner files.
 *
 * @param {import('jscodeshift').Collection} root
 * @param {import('../transform.js').J} j
 * @param {Tell} tell
 * @param {string} name of the package
 * @param {(path: Node) => boolean} [concerns] whether such a place has to do with what is moved
 */
export function tellNamed(root, j, tell, name, concerns = () => true) {
  root
    .find(j.StringLiteral)
    .filter(({ node }) => node.value === name || node.value.startsWith(`${name}/`))
    .forEach((path) => {
      const { node, parent } = path;
      const isMoved =
        parent.node.type === 'ImportDeclaration' &&
        node.value === name &&
        parent.node.specifiers.every(
          (/** @type {Node} */ each) => each.type !== 'ImportNamespaceSpecifier',
        );
      if (!isMoved && concerns(path)) tell(node, `${node.value} is named here: move it by hand`);
    });
}
