/** @typedef {import('../transform.js').J} J */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

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
