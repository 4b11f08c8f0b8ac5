/** @typedef {any} Node of a syntax tree whose kind was looked at */

/** @typedef {{ readonly name: string, readonly told: string }} OwnType what a type is called, and what is told where it is used */

/**
 * The specifiers that import Towline's types for theirs, by the names that the file has for them.
 *
 * @param {import('jscodeshift').Collection} root
 * @param {import('../transform.js').J} j
 * @param {import('../transform.js').Tell} tell
 * @param {ReadonlyMap<string, string>} names local ones by imported ones
 * @param {Readonly<Record<string, OwnType>>} types Towline's by theirs
 * @returns {Node[]}
 */
export function moveTypesBy(root, j, tell, names, types) {
  return Object.entries(types).flatMap(([theirs, { name, told }]) => {
    const local = names.get(theirs);
    if (local === undefined) return [];
    root.find(j.TSTypeReference, { typeName: { name: local } }).forEach(({ node }) => {
      tell(node, `${local} is Towline's ${name} now: ${told}`);
    });
    return [typeSpecifier(j, name, local)];
  });
}

/**
 * `type Status as WebSocketStatus`
 *
 * @param {import('../transform.js').J} j
 * @param {string} name
 * @param {string} local
 * @returns {Node}
 */
export function typeSpecifier(j, name, local) {
  const specifier = j.importSpecifier(
    j.identifier(name),
    local === name ? null : j.identifier(local),
  );
  return Object.assign(specifier, { importKind: 'type' });
}
