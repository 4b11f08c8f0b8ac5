/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * The second parameter of their send.
 *
 * @param {Node} use
 * @param {Tell} tell
 * @param {string} name what the file calls it
 */
export function dropSecondArgument({ node, parent }, tell, name) {
  const call = parent.node;
  if (call.type !== 'CallExpression' || call.callee !== node || call.arguments.length < 2) return;
  tell(call, secondArgumentText(name));
  call.arguments.length = 1;
}

/** @param {string} name of send */
export function secondArgumentText(name) {
  return `the second argument of ${name} was removed: what cannot be sent now waits, within the bounds of \`queue\``;
}
