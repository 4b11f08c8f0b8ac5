import { importsFrom, replaceImports } from '../shared/imports.js';
import { moveOptions } from './options.js';
import { moveResult } from './result.js';

/** @typedef {any} Node */

const FROM = '@vueuse/core';
const TO = '@towline/vue';

/** @type {import('../transform.js').Move} */
export function moveVueUse(root, j, tell, meet) {
  const { declarations, names } = importsFrom(root, j, FROM);
  const hook = names.get('useWebSocket');
  if (!hook) return false;
  const used = new Set(['useWebSocket']);
  root.find(j.CallExpression, { callee: { name: hook } }).forEach((path) => {
    moveResult(path, j, tell, meet);
    const [url, options] = /** @type {Node[]} */ (path.node.arguments);
    if (options && options.type !== 'ObjectExpression') {
      tell(options, 'the options are made elsewhere: move them by hand');
    } else {
      const written = moveOptions(options, j, tell, used);
      path.node.arguments = [url, ...(written.length > 0 ? [j.objectExpression(written)] : [])];
    }
    path.node.callee = j.identifier('useWebSocket');
  });
  replaceImports(declarations, j, (name) => name === 'useWebSocket', TO, [...used]);
  return true;
}
