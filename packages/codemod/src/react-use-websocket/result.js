import { propertiesOf } from '../shared/objects.js';
import { isUnused, renameTaken } from '../shared/result.js';
import { dropSecondArgument } from '../shared/second-argument.js';
import { inScope } from '../shared/uses.js';
import { lookAtEffects, unwrapData } from './last-message.js';

/** @typedef {import('../transform.js').J} J */
/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/** What the hook gives back, and what it is called with Towline. */
const RESULTS = /** @type {const} */ ({
  sendMessage: 'send',
  sendJsonMessage: 'send',
  lastMessage: 'lastMessage',
  lastJsonMessage: 'lastMessage',
  readyState: 'readyState',
  getWebSocket: 'socket',
});

/**
 * What the call's result is taken apart into.
 *
 * @param {Node} path
 * @param {J} j
 * @param {Tell} tell
 * @returns {boolean} whether messages are JSON
 */
export function moveResult(path, j, tell) {
  const { node, parent } = path;
  const pattern = parent.node.type === 'VariableDeclarator' ? parent.node.id : undefined;
  if (pattern?.type !== 'ObjectPattern') {
    if (!isUnused(path)) {
      tell(node, 'its result is not taken apart here: rename what is read of it by hand');
    }
    return false;
  }
  const taken = propertiesOf(pattern);
  const json = taken.has('sendJsonMessage') || taken.has('lastJsonMessage');
  if (json && (taken.has('sendMessage') || taken.has('lastMessage'))) {
    tell(
      pattern,
      'text and JSON over one connection: json() is for all messages; see codecs for others',
    );
  }
  /** @type {Map<string, string>} */
  const made = new Map();
  renameTaken(pattern, j, RESULTS, tell, (name, local, each) => {
    const to = RESULTS[/** @type {keyof typeof RESULTS} */ (name)];
    const before = made.get(to);
    made.set(to, local);
    if (before) tell(each, `${local} is the same as ${before} now: both are ${to}`);
    if (name === 'lastMessage') unwrapData(path, j, tell, local);
    if (to === 'lastMessage') lookAtEffects(path, j, tell, local);
    if (name === 'getWebSocket') unwrapSocket(path, j, tell, local);
    if (/^send/.test(name)) dropSecondArgument(path, j, tell, local);
  });
  return json;
}

/**
 * @param {Node} path
 * @param {J} j
 * @param {Tell} tell
 * @param {string} local
 */
function unwrapSocket(path, j, tell, local) {
  inScope(path, j, local, ({ node, parent }) => {
    if (parent.node.type !== 'CallExpression' || parent.node.callee !== node) return;
    tell(
      parent.node,
      `${local}() is Towline's socket now, and no function: the platform's WebSocket is not handed out`,
    );
    parent.replace(j.identifier(local));
  });
}
