/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * What a template calls a name of the script; undefined where it does not see it, or cannot be told.
 *
 * @param {Node} path of the call that gave it
 * @param {string} local
 * @param {boolean} isSetup whether all of the script is the component's setup
 * @returns {string | undefined}
 */
export function shownName(path, local, isSetup) {
  if (isSetup) return path.scope.isGlobal ? local : undefined;
  const returned = returnedOf(path.scope.path);
  for (const each of returned?.properties ?? []) {
    if (each.value?.type === 'Identifier' && each.value.name === local) return each.key.name;
  }
  return undefined;
}

/**
 * The object that setup() returns.
 *
 * @param {Node} path of a function
 * @returns {Node | undefined}
 */
function returnedOf({ node, parent }) {
  const key = node.key ?? (/Property$/.test(parent?.node.type) ? parent.node.key : undefined);
  if (key?.name !== 'setup') return undefined;
  const last = node.body.type === 'BlockStatement' ? node.body.body.at(-1) : undefined;
  return last?.type === 'ReturnStatement' && last.argument?.type === 'ObjectExpression'
    ? last.argument
    : undefined;
}
