import { isUnused, renameTaken } from '../shared/result.js';
import { dropSecondArgument } from '../shared/second-argument.js';
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

const WHOLE = 'its result is not taken apart here: data is lastMessage, and ws is socket now';
const SHARED =
  'make the socket once, with createWebSocket in a module, and give it to useWebSocket everywhere';

/**
 * What the call's result is taken apart into.
 *
 * @param {Node} path
 * @param {J} j
 * @param {Tell} tell
 * @param {Meet} meet
 */
export function moveResult(path, j, tell, meet) {
  const { node, parent } = path;
  const pattern = parent.node.type === 'VariableDeclarator' ? parent.node.id : undefined;
  if (pattern?.type !== 'ObjectPattern') {
    if (pattern?.type === 'Identifier') meet({ name: '', local: pattern.name, path });
    if (isShared(path)) tell(node, SHARED);
    else if (!isUnused(path)) tell(node, WHOLE);
    return;
  }
  renameTaken(pattern, j, RESULTS, tell, (name, local, each) => {
    if (CHANGED.has(name)) meet({ name, local, path });
    if (name === 'ws') tell(each, `${local} is Towline's socket now, and no ref of a WebSocket`);
    if (name === 'status') lowerStatus(path, j, tell, local);
    if (name === 'send') dropSecondArgument(path, j, tell, local);
    if (name === 'open') {
      tell(
        each,
        `${local} leaves a connection that is open alone: reconnect() leaves it, and connects anew`,
      );
    }
    if (name === 'data') {
      tell(
        each,
        `${local} is for what shows the last message; useMessage is for what has to see each of them`,
      );
    }
  });
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
