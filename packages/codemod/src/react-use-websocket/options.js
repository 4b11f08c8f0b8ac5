import { propertiesOf, property } from '../shared/objects.js';
import { moveWritten } from '../shared/options.js';
import { moveHeartbeat } from './heartbeat.js';
import { retryOf } from './retry.js';

/** @typedef {import('../transform.js').J} J */
/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {import('jscodeshift').Collection} Collection */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/** What is left for a person, by option. */
const LEFT = {
  onOpen:
    "becomes socket.on('open', …) in an effect: useEffect(() => socket.on('open', handler), [socket])",
  onClose: "becomes socket.on('close', …) in an effect; it gets { code, reason, wasClean, cause }",
  onError: "becomes socket.on('error', …) in an effect; it gets a TowlineError with a code",
  onMessage: 'becomes useMessage(socket, (message) => …): each message once, and not its event',
  onReconnectStop: 'becomes `ended` of the result: it will not come back by itself',
  filter:
    'becomes a condition in useMessage, or keyed(): a component renders only for the fields it reads',
  queryParams: 'becomes a part of the URL; a token is a matter of prepare',
  eventSourceOptions: 'Towline has no EventSource',
  fromSocketIO: 'Towline does not speak the protocol of Socket.IO',
  share:
    'was removed: make the socket once, with createWebSocket in a module, and give it to useWebSocket everywhere',
};

/** What `retry` is made of, and what means nothing to Towline. */
const SILENT = [
  'shouldReconnect',
  'retryOnError',
  'reconnectAttempts',
  'reconnectInterval',
  'skipAssert',
  'disableJson',
];
const nothing = () => [];

/**
 * @param {Node | undefined} options
 * @param {Collection} root
 * @param {J} j
 * @param {Tell} tell
 * @param {Set<string>} used
 * @returns {Node[]} the options of Towline
 */
export function moveOptions(options, root, j, tell, used) {
  const retry = retryOf(root, j, tell, propertiesOf(options));
  const written = moveWritten(
    options,
    {
      protocols: (each) => [each],
      heartbeat: (each) => moveHeartbeat(root, j, each, tell, used),
      share: nothing,
      ...Object.fromEntries(SILENT.map((name) => [name, nothing])),
    },
    LEFT,
    tell,
  );
  if (retry) written.push(property(j, 'retry', retry));
  return written;
}
