/** @typedef {import('./compiler.js').Compiler} Compiler */
/** @typedef {any} Node of a template or a syntax tree whose kind was looked at */

/** Names that a part of a template has for itself. */
/** @typedef {ReadonlySet<string>} Locals */

/**
 * With what `v-for` or a slot gives names to.
 *
 * @param {Compiler} compiler
 * @param {Locals} locals
 * @param {readonly Node[]} expressions
 * @returns {Locals}
 */
export function withNamesOf(compiler, locals, expressions) {
  const names = expressions.flatMap((each) => namesOf(compiler, each));
  return names.length > 0 ? new Set([...locals, ...names]) : locals;
}

/**
 * @param {Compiler} compiler
 * @param {Node | undefined} expression
 * @returns {string[]}
 */
function namesOf(compiler, expression) {
  if (!expression) return [];
  // Vue reads patterns as the parameters of a function, and what is a name only not at all.
  const params = expression.ast?.params;
  if (params) {
    return params.flatMap((/** @type {Node} */ each) =>
      compiler.extractIdentifiers(each).map(({ name }) => name),
    );
  }
  return expression.content.match(/[\w$]+/g) ?? [];
}
