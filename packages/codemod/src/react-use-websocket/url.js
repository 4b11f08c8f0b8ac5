/** @typedef {import('../transform.js').J} J */
/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {import('jscodeshift').Collection} Collection */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * @param {Node | undefined} url
 * @param {Collection} root
 * @param {J} j
 * @param {Tell} tell
 */
export function lookAtUrl(url, root, j, tell) {
  const isFunction = /^(?:Arrow)?Function/.test(url?.type ?? '');
  if (!isFunction && !(url?.type === 'Identifier' && isFunctionIn(root, j, url.name))) return;
  tell(
    url,
    'a URL from a function becomes prepare: async ({ signal }) => ({ url: await … }), beside a URL that says where',
  );
}

/**
 * Whether a name is that of a function of this file.
 *
 * @param {Collection} root
 * @param {J} j
 * @param {string} name
 */
function isFunctionIn(root, j, name) {
  if (root.find(j.FunctionDeclaration, { id: { name } }).length > 0) return true;
  return root.find(j.VariableDeclarator, { id: { name } }).some(({ node }) => {
    const { init } = /** @type {Node} */ (node);
    const made = init?.type === 'CallExpression' && /^use(?:Callback|Memo)$/.test(init.callee.name);
    return /Function/.test((made ? init.arguments[0] : init)?.type ?? '');
  });
}
