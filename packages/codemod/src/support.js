// What both moves need of a syntax tree.

/** @typedef {import('./transform.js').J} J */
/** @typedef {import('jscodeshift').Collection} Collection */
/** @typedef {import('jscodeshift').ObjectExpression} ObjectExpression */
/** @typedef {import('jscodeshift').ObjectPattern} ObjectPattern */
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
 * @param {readonly string[]} names
 */
export function replaceImports(declarations, j, leaves, to, names) {
  const specifiers = [...new Set(names)]
    .sort()
    .map((name) => j.importSpecifier(j.identifier(name)));
  let added = false;
  declarations.forEach((path) => {
    const { node } = path;
    const kept = (node.specifiers ?? []).filter(
      (/** @type {Node} */ each) => !leaves(each.imported?.name ?? 'default'),
    );
    if (kept.length === (node.specifiers ?? []).length && kept.length > 0) return;
    const own = j.importDeclaration(specifiers, j.stringLiteral(to));
    own.comments = node.comments ?? null;
    node.specifiers = kept;
    if (!added && kept.length > 0) path.insertBefore(own);
    else if (!added) path.replace(own);
    else if (kept.length === 0) path.prune();
    added = true;
  });
}

/**
 * The properties of an object that are written out, by name.
 *
 * @param {Node} object
 * @returns {Map<string, Node>}
 */
export function propertiesOf(object) {
  /** @type {Map<string, Node>} */
  const properties = new Map();
  for (const each of object?.properties ?? []) {
    const name = each.key?.name ?? each.key?.value;
    if (typeof name === 'string' && !each.computed) properties.set(name, each);
  }
  return properties;
}

/**
 * A property's value; of a method the function that it is.
 *
 * @param {J} j
 * @param {Node} property
 * @returns {Node}
 */
export function valueIn(j, property) {
  if (property.type !== 'ObjectMethod') return property.value;
  const made = j.functionExpression(null, property.params, property.body);
  made.async = property.async;
  return made;
}

/**
 * @param {J} j
 * @param {string} name
 * @param {Node} value
 */
export function property(j, name, value) {
  const shorthand = value.type === 'Identifier' && value.name === name;
  return Object.assign(j.objectProperty(j.identifier(name), value), { shorthand });
}

/**
 * `(a, b) => body`
 *
 * @param {J} j
 * @param {readonly string[]} params
 * @param {Node} body
 */
export function arrow(j, params, body) {
  return j.arrowFunctionExpression(
    params.map((name) => j.identifier(name)),
    body,
  );
}

/**
 * What an inline function of at most one parameter answers, and how it calls that; undefined where it is none such.
 *
 * @param {Node} node
 * @returns {{ parameter: string | undefined, body: Node } | undefined}
 */
export function answerOf(node) {
  if (node?.type !== 'ArrowFunctionExpression' || node.async || node.params.length > 1)
    return undefined;
  const [first] = node.params;
  if (first && first.type !== 'Identifier') return undefined;
  const [only, ...more] = node.body.type === 'BlockStatement' ? node.body.body : [];
  const body =
    node.body.type !== 'BlockStatement'
      ? node.body
      : only?.type === 'ReturnStatement' && more.length === 0
        ? only.argument
        : undefined;
  return body ? { parameter: first?.name, body } : undefined;
}
