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

/**
 * Whether a name is that of a function of this file.
 *
 * @param {import('jscodeshift').Collection} root
 * @param {J} j
 * @param {string} name
 */
export function isFunctionIn(root, j, name) {
  if (root.find(j.FunctionDeclaration, { id: { name } }).length > 0) return true;
  return root.find(j.VariableDeclarator, { id: { name } }).some(({ node }) => {
    const { init } = /** @type {Node} */ (node);
    const made = init?.type === 'CallExpression' && /^use(?:Callback|Memo)$/.test(init.callee.name);
    return /Function/.test((made ? init.arguments[0] : init)?.type ?? '');
  });
}

/**
 * What a value is that may also be a function, given what such a function is called with.
 *
 * @param {import('jscodeshift').Collection} root
 * @param {J} j
 * @param {import('../transform.js').Tell} tell
 * @param {Node} value
 * @param {readonly Node[]} given
 * @returns {Node}
 */
export function calledWhereFunction(root, j, tell, value, given) {
  if (/Function/.test(value.type)) return j.callExpression(value, [...given]);
  if (value.type !== 'Identifier') return value;
  if (isFunctionIn(root, j, value.name)) return j.callExpression(value, [...given]);
  if (root.find(j.VariableDeclarator, { id: { name: value.name } }).length === 0) {
    const call = j(j.callExpression(value, [...given])).toSource();
    tell(value, `${value.name} comes from elsewhere: where it is a function it becomes ${call}`);
  }
  return value;
}
