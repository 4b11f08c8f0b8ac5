import { isKeptWhole, isUnused, renameRead, renameTaken } from '../shared/result.js';
import { dropSecondArgument } from '../shared/second-argument.js';
import { inScope } from '../shared/uses.js';
import { lowerStatus } from './status.js';

/** @typedef {import('../transform.js').J} J */
/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {import('../transform.js').Meet} Meet */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/** What the composable gives back, and what it is called with Towline. */
const RESULTS = /** @type {const} */ ({
  data: 'lastMessage',
  status: 'status',
  send: 'send',
  open: 'open',
  close: 'close',
  ws: 'socket',
});

/** What a template may have to read in another way. */
const CHANGED = new Set(['data', 'status', 'send', 'ws']);

/**
 * What is told of what was taken, by name.
 *
 * @type {Readonly<Record<string, string>>}
 */
const TOLD = {
  data: 'is for what shows the last message; useMessage is for what has to see each of them',
  status: "reads 'connecting', 'open', 'closing' or 'closed': look at what it is given to",
  open: 'leaves a connection that is open alone: reconnect() leaves it, and connects anew',
  ws: "is Towline's socket now, and no ref of a WebSocket",
};

/**
 * What the call's result is taken apart into, or what is read of it.
 *
 * @param {Node} path
 * @param {J} j
 * @param {Tell} tell
 * @param {Meet} meet
 */
export function moveResult(path, j, tell, meet) {
  const { node, parent } = path;
  if (parent.node.type === 'VariableDeclarator' && parent.node.id.type === 'ObjectPattern') {
    renameTaken(parent.node.id, j, RESULTS, tell, (name, local, each) => {
      if (CHANGED.has(name)) meet({ name, local, path });
      if (TOLD[name]) tell(each, `${local} ${TOLD[name]}`);
      inScope(path, j, local, (use) => moveUse(name, local, use, tell));
    });
  } else if (isKeptWhole(path)) {
    meet({ name: '', local: parent.node.id.name, path });
    renameRead(path, j, RESULTS, tell, (name, own, use) => {
      if (TOLD[name]) tell(use.node, `${own} ${TOLD[name]}`);
      moveUse(name, own, use, tell);
    });
  } else if (isShared(path)) {
    tell(
      node,
      'make the socket once, with createWebSocket in a module, and give it to useWebSocket everywhere',
    );
  } else if (!isUnused(path)) {
    tell(node, 'its result is not taken apart here: data is lastMessage, and ws is socket now');
  }
}

/**
 * @param {string} name theirs
 * @param {string} own what the file calls it
 * @param {Node} use
 * @param {Tell} tell
 */
function moveUse(name, own, use, tell) {
  if (name === 'status') lowerStatus(use);
  if (name === 'send') dropSecondArgument(use, tell, own);
}

/**
 * `createSharedComposable(() => useWebSocket(…))`
 *
 * @param {Node} path
 */
function isShared({ parent }) {
  const { node } = parent.node.type === 'ArrowFunctionExpression' ? parent.parent : parent;
  return node.callee?.name === 'createSharedComposable';
}
