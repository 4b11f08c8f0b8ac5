/** @typedef {import('../transform.js').J} J */
/** @typedef {import('jscodeshift').Collection} Collection */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * The imports from a package: local names by imported ones; `default` for the default.
 *
 * @param {Collection} root
 * @param {J} j
 * @param {string} from
 */
export function importsFrom(root, j, from) {
  const declarations = root.find(j.ImportDeclaration, { source: { value: from } });
  /** @type {Map<string, string>} */
  const names = new Map();
  declarations.forEach(({ node }) => {
    for (const specifier of node.specifiers ?? []) {
      const local = String(specifier.local?.name ?? '');
      if (specifier.type === 'ImportSpecifier') names.set(String(specifier.imported.name), local);
      else if (specifier.type === 'ImportDefaultSpecifier') names.set('default', local);
    }
  });
  return { declarations, names };
}

/**
 * Takes names out of imports, and puts others, from another package, in the place of the first.
 *
 * @param {Collection} declarations
 * @param {J} j
 * @param {(imported: string) => boolean} leaves
 * @param {string} to
 * @param {ReadonlySet<string>} names
 * @param {readonly Node[]} types
 */
export function replaceImports(declarations, j, leaves, to, names, types) {
  const values = [...names].sort().map((name) => j.importSpecifier(j.identifier(name)));
  const specifiers = [...values, ...types];
  let added = false;
  declarations.forEach((path) => {
    const { node } = path;
    const kept = (node.specifiers ?? []).filter((/** @type {Node} */ each) => {
      if (each.type === 'ImportNamespaceSpecifier') return true;
      return !leaves(each.imported?.name ?? 'default');
    });
    if (kept.length === (node.specifiers ?? []).length) return;
    const own = j.importDeclaration(specifiers, j.stringLiteral(to));
    own.comments = node.comments ?? null;
    node.specifiers = kept;
    const adds = !added && specifiers.length > 0;
    added ||= adds;
    if (adds && kept.length > 0) path.insertBefore(own);
    else if (adds) path.replace(own);
    else if (kept.length === 0) path.prune();
  });
}
