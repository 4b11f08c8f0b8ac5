import { isFunctionIn } from '../shared/functions.js';

/** @typedef {import('../transform.js').J} J */
/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {import('jscodeshift').Collection} Collection */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * @param {Node | undefined} url
 * @param {Collection} root
 * @param {J} j
 * @param {Tell} tell
 */
export function lookAtUrl(url, root, j, tell) {
  const isFunction = /^(?:Arrow)?Function/.test(url?.type ?? '');
  if (!isFunction && !(url?.type === 'Identifier' && isFunctionIn(root, j, url.name))) return;
  tell(
    url,
    'a URL from a function becomes prepare: async ({ signal }) => ({ url: await … }), beside a URL that says where',
  );
}
