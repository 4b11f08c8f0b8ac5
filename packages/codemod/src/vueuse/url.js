import { answerOf } from '../shared/functions.js';

/** @typedef {import('../transform.js').J} J */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * Off is null, and undefined is an error.
 *
 * @param {Node | undefined} url
 * @param {import('jscodeshift').Collection} root
 * @param {J} j
 * @param {import('../transform.js').Tell} tell
 * @returns {Node}
 */
export function moveUrl(url, root, j, tell) {
  if (!url || isUndefined(url)) return j.nullLiteral();
  const own = answerOf(url);
  if (own) {
    // Only the call reads what its own getter answers.
    if (isUndefined(own.body)) url.body = j.nullLiteral();
    else if (own.body.type === 'ConditionalExpression') {
      if (isUndefined(own.body.consequent)) own.body.consequent = j.nullLiteral();
      if (isUndefined(own.body.alternate)) own.body.alternate = j.nullLiteral();
    }
  }
  const made = url.type === 'Identifier' ? declared(root, j, url.name) : url;
  if (made) {
    j(made)
      .find(j.Identifier, { name: 'undefined' })
      .forEach(({ node }) => {
        tell(node, 'a URL that is undefined is an error: what is off is null');
      });
  }
  return url;
}

/** @param {Node} node */
function isUndefined(node) {
  return node.type === 'Identifier' && node.name === 'undefined';
}

/**
 * What a name of the file was given at first.
 *
 * @param {import('jscodeshift').Collection} root
 * @param {J} j
 * @param {string} name
 * @returns {Node | undefined}
 */
function declared(root, j, name) {
  const found = root.find(j.VariableDeclarator, { id: { name } });
  return found.length === 1 ? found.get().node : undefined;
}
