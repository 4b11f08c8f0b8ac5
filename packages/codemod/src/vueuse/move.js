import { importsFrom, renameHook, replaceImports, specifiersOf } from '../shared/imports.js';
import { tellNamed } from '../shared/named.js';
import { dropTypeArguments } from '../shared/type-arguments.js';
import { moveTypesBy } from '../shared/types.js';
import { concernsMove } from './named.js';
import { moveOptions } from './options.js';
import { moveResult } from './result.js';
import { moveUrl } from './url.js';

/** @typedef {import('../transform.js').J} J */
/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {import('../transform.js').Meet} Meet */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

const FROM = '@vueuse/core';
const TO = '@towline/vue';

/** Types that have another name with Towline. */
const TYPES = {
  UseWebSocketOptions: { name: 'VueWebSocketOptions', told: 'move what is written of it by hand' },
  UseWebSocketReturn: { name: 'WebSocketResult', told: 'data is lastMessage, and ws is socket' },
  WebSocketStatus: { name: 'Status', told: "'connecting', 'open', 'closing' or 'closed'" },
};

const MOVES = new Set(['useWebSocket', ...Object.keys(TYPES)]);

/** @type {import('../transform.js').Move} */
export function moveVueUse(root, j, tell, meet) {
  tellNamed(root, j, tell, FROM, (path) => concernsMove(root, j, MOVES, path));
  const { declarations, names } = importsFrom(root, j, FROM);
  const hook = names.get('useWebSocket');
  const types = moveTypesBy(root, j, tell, names, TYPES);
  const heartbeatType = names.get('WebSocketHeartbeatMessage');
  if (!hook && types.length === 0 && !heartbeatType) return false;
  /** @type {Set<string>} */
  const used = new Set();
  if (hook) {
    root.find(j.CallExpression, { callee: { name: hook } }).forEach((path) => {
      moveCall(path, root, j, tell, used, meet);
    });
  }
  if (heartbeatType) {
    root.find(j.TSTypeReference, { typeName: { name: heartbeatType } }).forEach(({ node }) => {
      tell(node, `${heartbeatType} has no counterpart: it is the type of what you send`);
    });
  }
  const specifiers = [
    ...specifiersOf(root, j, tell, FROM, used),
    ...(hook ? [renameHook(root, j, FROM, hook)] : []),
    ...types,
  ];
  replaceImports(declarations, j, (name) => MOVES.has(name), TO, specifiers);
  return specifiers.length > 0;
}

/**
 * @param {Node} path of the call
 * @param {import('jscodeshift').Collection} root
 * @param {J} j
 * @param {Tell} tell
 * @param {Set<string>} used names of Towline
 * @param {Meet} meet
 */
function moveCall(path, root, j, tell, used, meet) {
  const { node } = path;
  moveResult(path, j, tell, meet);
  const [given, options] = node.arguments;
  const url = moveUrl(given, root, j, tell);
  if (options && options.type !== 'ObjectExpression') {
    tell(options, 'the options are made elsewhere: move them by hand');
    node.arguments = [url, options];
  } else {
    const written = moveOptions(options, root, j, tell, used);
    node.arguments = [url, ...(written.length > 0 ? [j.objectExpression(written)] : [])];
  }
  dropTypeArguments(node, tell);
}
