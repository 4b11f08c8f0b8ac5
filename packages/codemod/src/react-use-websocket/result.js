import { isKeptWhole, isUnused, renameRead, renameTaken } from '../shared/result.js';
import { dropSecondArgument } from '../shared/second-argument.js';
import { inScope } from '../shared/uses.js';
import { lookAtEffect, unwrapData } from './last-message.js';

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
 * What the call's result is taken apart into, or what is read of it.
 *
 * @param {Node} path
 * @param {J} j
 * @param {Tell} tell
 * @returns {boolean} whether messages are JSON
 */
export function moveResult(path, j, tell) {
  const { node, parent } = path;
  /** @type {Set<string>} */
  const read = new Set();
  if (parent.node.type === 'VariableDeclarator' && parent.node.id.type === 'ObjectPattern') {
    /** @type {Map<string, string>} */
    const made = new Map();
    renameTaken(parent.node.id, j, RESULTS, tell, (name, local, each) => {
      read.add(name);
      const to = RESULTS[/** @type {keyof typeof RESULTS} */ (name)];
      const before = made.get(to);
      made.set(to, local);
      if (before) tell(each, `${local} is the same as ${before} now: both are ${to}`);
      inScope(path, j, local, (use) => moveUse(name, local, use, tell));
    });
  } else if (isKeptWhole(path)) {
    renameRead(path, j, RESULTS, tell, (name, own, use) => {
      read.add(name);
      moveUse(name, own, use, tell);
    });
  } else if (!isUnused(path)) {
    tell(node, 'its result is not taken apart here: rename what is read of it by hand');
  }
  const json = read.has('sendJsonMessage') || read.has('lastJsonMessage');
  if (json && (read.has('sendMessage') || read.has('lastMessage'))) {
    tell(
      parent.node,
      'text and JSON over one connection: json() is for all messages; see codecs for others',
    );
  }
  return json;
}

/**
 * @param {string} name theirs
 * @param {string} own what the file calls it
 * @param {Node} use
 * @param {Tell} tell
 */
function moveUse(name, own, use, tell) {
  if (/^last/.test(name)) lookAtEffect(use, tell, own);
  if (name === 'lastMessage') unwrapData(use, tell, own);
  if (name === 'getWebSocket') unwrapSocket(use, tell, own);
  if (/^send/.test(name)) dropSecondArgument(use, tell, own);
}

/**
 * @param {Node} use
 * @param {Tell} tell
 * @param {string} name what the file calls it
 */
function unwrapSocket({ node, parent }, tell, name) {
  if (!/CallExpression$/.test(parent.node.type) || parent.node.callee !== node) return;
  tell(
    parent.node,
    `${name} is Towline's socket now, and no function: the platform's WebSocket is not handed out`,
  );
  parent.replace(node);
}
