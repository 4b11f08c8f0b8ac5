import { importsFrom, renameHook, replaceImports, specifiersOf } from '../shared/imports.js';
import { tellNamed } from '../shared/named.js';
import { propertiesOf, property } from '../shared/objects.js';
import { dropTypeArguments } from '../shared/type-arguments.js';
import { moveOptions } from './options.js';
import { moveStates } from './ready-state.js';
import { moveResult } from './result.js';
import { moveTypes, TYPE_NAMES } from './types.js';
import { lookAtUrl } from './url.js';

/** @typedef {import('../transform.js').J} J */
/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {import('jscodeshift').Collection} Collection */
/** @typedef {any} Node */

const FROM = 'react-use-websocket';
const TO = '@towline/react';

/** @type {import('../transform.js').Move} */
export function moveReactUseWebSocket(root, j, tell) {
  tellNamed(root, j, tell, FROM);
  const { declarations, names } = importsFrom(root, j, FROM);
  if (names.size === 0) return false;
  /** @type {Set<string>} */
  const used = new Set();
  const hook = names.get('default') ?? names.get('useWebSocket');
  const states = names.get('ReadyState');
  const types = moveTypes(root, j, tell, names);

  if (hook) {
    root.find(j.CallExpression, { callee: { name: hook } }).forEach((path) => {
      moveCall(path, root, j, tell, used);
    });
  }
  if (states) types.push(...moveStates(root, j, tell, states, used));
  const moves = new Set(['default', 'useWebSocket', 'ReadyState', ...TYPE_NAMES]);
  for (const name of names.keys()) {
    if (moves.has(name)) continue;
    declarations.forEach(({ node }) => {
      tell(node, `${name} has no counterpart: look at what it was for`);
    });
  }
  const specifiers = [
    ...specifiersOf(root, j, tell, FROM, used),
    ...(hook ? [renameHook(root, j, FROM, hook)] : []),
    ...types,
  ];
  replaceImports(declarations, j, (name) => moves.has(name), TO, specifiers);
  return true;
}

/**
 * @param {Node} path of the call
 * @param {Collection} root
 * @param {J} j
 * @param {Tell} tell
 * @param {Set<string>} used names of Towline
 */
function moveCall(path, root, j, tell, used) {
  const { node } = path;
  const [url, options, connect] = node.arguments;
  const json = moveResult(path, j, tell);
  lookAtUrl(url, root, j, tell);
  const none = options?.type === 'NullLiteral' || options?.name === 'undefined';
  const elsewhere = options && !none && options.type !== 'ObjectExpression';
  if (elsewhere) tell(options, 'the options are made elsewhere: move them by hand');
  const written = elsewhere ? [] : moveOptions(none ? undefined : options, root, j, tell, used);
  if (json) {
    const heartbeat = propertiesOf(elsewhere ? undefined : options).get('heartbeat');
    if (heartbeat) {
      tell(
        heartbeat,
        'json() encodes the heartbeat too: its message and its answer are values now',
      );
    }
    used.add('json');
    written.push(property(j, 'codec', j.callExpression(j.identifier('json'), [])));
  }
  if (connect) written.push(property(j, 'enabled', connect));
  if (elsewhere && written.length > 0) written.unshift(j.spreadElement(options));
  const whole = elsewhere && written.length === 0 ? [options] : [];
  node.arguments = [url, ...whole, ...(written.length > 0 ? [j.objectExpression(written)] : [])];
  dropTypeArguments(node, tell);
}
