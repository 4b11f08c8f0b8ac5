import { propertiesOf, property, valueIn } from '../shared/objects.js';
import { moveWritten } from '../shared/options.js';
import { moveHeartbeat } from './heartbeat.js';
import { retryOf } from './retry.js';

/** @typedef {import('../transform.js').J} J */
/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {import('jscodeshift').Collection} Collection */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/** What is left for a person, by option. */
const LEFT = {
  onConnected: "becomes socket.on('open', …)",
  onDisconnected: "becomes socket.on('close', …): it gets { code, reason, wasClean, cause }",
  onError: "becomes socket.on('error', …): it gets a TowlineError with a code",
  onMessage: 'becomes useMessage(socket, (message) => …): each message once, and not its event',
  immediate:
    'becomes `enabled`, a ref; or make the socket with createWebSocket, and open() it yourself',
  autoConnect: 'has no counterpart: a URL that changes is a new destination; `enabled` puts it off',
  autoClose:
    'has no counterpart: the connection lives as long as its scope, and no beforeunload is listened to',
};

/**
 * @param {Node | undefined} options
 * @param {Collection} root
 * @param {J} j
 * @param {Tell} tell
 * @param {Set<string>} used
 * @returns {Node[]} the options of Towline
 */
export function moveOptions(options, root, j, tell, used) {
  const written = moveWritten(
    options,
    {
      protocols: (each) => [each],
      heartbeat: (each) => moveHeartbeat(root, j, each, tell, used),
      // What `retry` is made of.
      autoReconnect: () => [],
    },
    LEFT,
    tell,
  );
  const reconnect = propertiesOf(options).get('autoReconnect');
  const retry = retryOf(root, j, reconnect && valueIn(j, reconnect), tell);
  if (retry) written.push(property(j, 'retry', retry));
  return written;
}
