import { importsFrom, replaceImports } from '../shared/imports.js';
import { property } from '../shared/objects.js';
import { moveOptions } from './options.js';
import { moveStates } from './ready-state.js';
import { moveResult } from './result.js';
import { lookAtUrl } from './url.js';

/** @typedef {import('../transform.js').J} J */
/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {import('jscodeshift').Collection} Collection */
/** @typedef {any} Node */

const FROM = 'react-use-websocket';
const TO = '@towline/react';

/** @type {import('../transform.js').Move} */
export function moveReactUseWebSocket(root, j, tell) {
  const { declarations, names } = importsFrom(root, j, FROM);
  if (names.size === 0) return false;
  const used = new Set(['useWebSocket']);
  const hook = names.get('default') ?? names.get('useWebSocket');
  const states = names.get('ReadyState');

  if (hook) {
    root.find(j.CallExpression, { callee: { name: hook } }).forEach((path) => {
      moveCall(path, root, j, tell, used);
      if (hook !== 'useWebSocket') path.node.callee = j.identifier('useWebSocket');
    });
  }
  if (states) moveStates(root, j, tell, states, used);
  const moves = new Set(['default', 'useWebSocket', 'ReadyState']);
  for (const name of names.keys()) {
    if (moves.has(name)) continue;
    declarations.forEach(({ node }) => {
      tell(node, `${name} has no counterpart: look at what it was for`);
    });
  }
  replaceImports(declarations, j, (name) => moves.has(name), TO, [...used]);
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
  if (options && options.type !== 'ObjectExpression') {
    tell(options, 'the options are made elsewhere: move them by hand');
  }
  const written = options?.type === 'ObjectExpression' ? moveOptions(options, j, tell, used) : [];
  if (json) {
    used.add('json');
    written.push(property(j, 'codec', j.callExpression(j.identifier('json'), [])));
  }
  if (connect) written.push(property(j, 'enabled', connect));
  const moved =
    options && options.type !== 'ObjectExpression'
      ? [url, options]
      : [url, ...(written.length > 0 ? [j.objectExpression(written)] : [])];
  node.arguments = moved;
  if (node.typeParameters ?? node.typeArguments) {
    tell(
      node,
      'its type arguments were those of the last message: give them to json<Incoming, Outgoing>()',
    );
    node.typeParameters = null;
    node.typeArguments = null;
  }
}
