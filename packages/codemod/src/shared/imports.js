import { boundBy } from './bound.js';

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
 * @param {readonly Node[]} specifiers
 */
export function replaceImports(declarations, j, leaves, to, specifiers) {
  let added = false;
  declarations.forEach((path) => {
    const { node } = path;
    const kept = (node.specifiers ?? []).filter((/** @type {Node} */ each) => {
      if (each.type === 'ImportNamespaceSpecifier') return true;
      return !leaves(each.imported?.name ?? 'default');
    });
    if (kept.length === (node.specifiers ?? []).length) return;
    const own = j.importDeclaration([...specifiers], j.stringLiteral(to));
    own.comments = node.comments ?? null;
    node.specifiers = kept;
    const adds = !added && specifiers.length > 0;
    added ||= adds;
    if (adds && kept.length > 0) path.insertBefore(own);
    else if (adds) path.replace(own);
    else if (kept.length === 0) path.prune();
  });
}

/**
 * The specifiers of Towline's names. Those that the file has for something else are told.
 *
 * @param {Collection} root
 * @param {J} j
 * @param {import('../transform.js').Tell} tell
 * @param {string} from the package that is moved
 * @param {ReadonlySet<string>} used
 * @returns {Node[]}
 */
export function specifiersOf(root, j, tell, from, used) {
  return [...used].sort().map((name) => {
    for (const node of boundBy(root, j, name, from)) {
      tell(node, `${name} is imported from Towline now: give one of the two another name`);
    }
    return j.importSpecifier(j.identifier(name));
  });
}

/**
 * Calls the hook by Towline's name; where the file has that for something else, as a hook around it, it keeps its own.
 *
 * @param {Collection} root
 * @param {J} j
 * @param {string} from the package that is moved
 * @param {string} local what the file calls the hook
 * @returns {Node} its specifier
 */
export function renameHook(root, j, from, local) {
  const own = j.identifier('useWebSocket');
  if (local === own.name) return j.importSpecifier(own);
  if (boundBy(root, j, own.name, from).length > 0) {
    return j.importSpecifier(own, j.identifier(local));
  }
  root.find(j.CallExpression, { callee: { name: local } }).forEach(({ node }) => {
    node.callee = j.identifier(own.name);
  });
  return j.importSpecifier(own);
}
