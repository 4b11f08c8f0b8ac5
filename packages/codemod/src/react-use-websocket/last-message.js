/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/** Where a value goes on, and is not only looked at. */
const ONWARD =
  /^(?:CallExpression|OptionalCallExpression|NewExpression|SpreadElement|ObjectProperty|ArrayExpression|ReturnStatement|ArrowFunctionExpression|AssignmentExpression|VariableDeclarator)$/;

/**
 * `lastMessage.data` is the message now.
 *
 * @param {Node} use
 * @param {Tell} tell
 * @param {string} name what the file calls it
 */
export function unwrapData(use, tell, name) {
  const held = use.parent.node.type === 'TSNonNullExpression' ? use.parent : use;
  const { parent } = held;
  const member =
    /^(?:Optional)?MemberExpression$/.test(parent.node.type) && parent.node.object === held.node;
  if (member && parent.node.property.name === 'data') parent.replace(held.node);
  else if (member || (goesOn(held) && !isDependency(held))) {
    tell(parent.node, `${name} is the message, and no longer its event`);
  }
}

/**
 * An effect hears what is shown only.
 *
 * @param {Node} use
 * @param {Tell} tell
 * @param {string} name what the file calls it
 */
export function lookAtEffect(use, tell, name) {
  if (!isDependency(use) || !/Effect$/.test(use.parent.parent.node.callee.name)) return;
  tell(
    use.node,
    `${name} changes at most once a frame: useMessage(socket, (message) => …) hears each message, without an effect`,
  );
}

/** @param {Node} use */
function goesOn({ parent }) {
  const attribute =
    parent.node.type === 'JSXExpressionContainer' && parent.parent.node.type === 'JSXAttribute';
  return attribute || parent.node.operator === '??' || ONWARD.test(parent.node.type);
}

/**
 * Whether it is in the list of what a hook depends on.
 *
 * @param {Node} use
 */
function isDependency({ parent }) {
  if (parent.node.type !== 'ArrayExpression') return false;
  const call = parent.parent.node;
  return call.type === 'CallExpression' && call.arguments.at(-1) === parent.node;
}
