import {
  answerOf,
  arrow,
  importsFrom,
  propertiesOf,
  property,
  replaceImports,
  valueIn,
} from './support.js';

/** @typedef {import('./transform.js').J} J */
/** @typedef {import('./transform.js').Tell} Tell */
/** @typedef {import('jscodeshift').Collection} Collection */
/** @typedef {any} Node */

const FROM = '@vueuse/core';
const TO = '@towline/vue';

/** What the composable gives back, and what it is called with Towline. */
const RESULTS = /** @type {const} */ ({
  data: 'lastMessage',
  status: 'status',
  send: 'send',
  open: 'open',
  close: 'close',
  ws: 'socket',
});

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

/** @type {(root: Collection, j: J, tell: Tell) => boolean} */
export function moveVueUse(root, j, tell) {
  const { declarations, names } = importsFrom(root, j, FROM);
  const hook = names.get('useWebSocket');
  if (!hook) return false;
  const used = new Set(['useWebSocket']);
  root.find(j.CallExpression, { callee: { name: hook } }).forEach((path) => {
    moveResult(path, j, tell);
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

/**
 * What the call's result is taken apart into.
 *
 * @param {Node} path
 * @param {J} j
 * @param {Tell} tell
 */
function moveResult(path, j, tell) {
  const { node, parent } = path;
  const pattern = parent.node.type === 'VariableDeclarator' ? parent.node.id : undefined;
  if (pattern?.type !== 'ObjectPattern') {
    tell(node, 'its result is not taken apart here: data is lastMessage, and ws is socket now');
    return;
  }
  for (const [name, each] of propertiesOf(pattern)) {
    const to = RESULTS[/** @type {keyof typeof RESULTS} */ (name)];
    if (!to) {
      tell(each, `${name} has no counterpart`);
      continue;
    }
    const local = each.value.name;
    each.key = j.identifier(to);
    each.shorthand = local === to;
    if (name === 'ws') tell(each, `${local} is Towline's socket now, and no ref of a WebSocket`);
    if (name === 'status') lowerStatus(path, j, tell, local);
    if (name === 'send') dropBuffer(path, j, tell, local);
    if (name === 'data') {
      tell(
        each,
        `${local} is for what shows the last message; useMessage is for what has to see each of them`,
      );
    }
  }
}

/**
 * Theirs are 'OPEN', 'CONNECTING' and 'CLOSED'.
 *
 * @param {Node} path
 * @param {J} j
 * @param {Tell} tell
 * @param {string} local
 */
function lowerStatus(path, j, tell, local) {
  const root = j(path.scope.path);
  root.find(j.BinaryExpression).forEach(({ node }) => {
    for (const [one, other] of [
      [node.left, node.right],
      [node.right, node.left],
    ]) {
      const compared = /** @type {Node} */ (one);
      const value = /** @type {Node} */ (other);
      const isStatus = compared.object?.name === local && compared.property?.name === 'value';
      if (isStatus && value.type === 'StringLiteral') value.value = value.value.toLowerCase();
      if (isStatus && value.type === 'StringLiteral') delete value.extra;
    }
  });
  tell(
    path.node,
    `${local} reads 'connecting', 'open', 'closing' or 'closed': look at the template too`,
  );
}

/**
 * The second parameter of their send.
 *
 * @param {Node} path
 * @param {J} j
 * @param {Tell} tell
 * @param {string} local
 */
function dropBuffer(path, j, tell, local) {
  j(path.scope.path)
    .find(j.CallExpression, { callee: { name: local } })
    .forEach(({ node }) => {
      if (node.arguments.length < 2) return;
      node.arguments.length = 1;
      tell(
        node,
        `the second argument of ${local} was removed: what cannot be sent now waits, within the bounds of \`queue\``,
      );
    });
}

/**
 * @param {Node | undefined} options
 * @param {J} j
 * @param {Tell} tell
 * @param {Set<string>} used
 * @returns {Node[]} the options of Towline
 */
function moveOptions(options, j, tell, used) {
  const given = propertiesOf(options);
  /** @type {Node[]} */
  const kept = (options?.properties ?? []).filter(
    (/** @type {Node} */ each) => !each.key || each.computed,
  );
  for (const each of kept) tell(each, 'move what is spread into the options by hand');
  for (const [name, each] of given) {
    if (name === 'protocols') kept.push(each);
    else if (name === 'heartbeat') kept.push(...moveHeartbeat(j, valueIn(j, each), tell, used));
    else if (name in LEFT) {
      tell(each, `${name} ${LEFT[/** @type {keyof typeof LEFT} */ (name)]}`);
      kept.push(each);
    }
  }
  const reconnect = given.get('autoReconnect');
  const retry = retryOf(j, reconnect && valueIn(j, reconnect), tell);
  if (retry) kept.push(property(j, 'retry', retry));
  return kept;
}

/**
 * `retry` for autoReconnect; undefined where Towline's own default is what was meant.
 *
 * @param {J} j
 * @param {Node | undefined} value
 * @param {Tell} tell
 * @returns {Node | undefined}
 */
function retryOf(j, value, tell) {
  if (!value || (value.type === 'BooleanLiteral' && !value.value)) return j.booleanLiteral(false);
  if (value.type === 'BooleanLiteral') return undefined;
  if (value.type !== 'ObjectExpression') {
    tell(value, 'autoReconnect is made elsewhere: becomes retry');
    return undefined;
  }
  const given = propertiesOf(value);
  const failed = given.get('onFailed');
  if (failed)
    tell(failed, 'onFailed becomes `ended` of the result: it will not come back by itself');
  const retries = given.get('retries');
  const delay = given.get('delay');
  const most = retries && valueIn(j, retries);
  const pause = delay ? valueIn(j, delay) : j.identifier('delay');
  if (most && !isCount(most)) {
    tell(most, 'retries is a function: let retry answer null where there are enough');
    return undefined;
  }
  if (!most && !delay) return undefined;
  const attempt = j.identifier('attempt');
  const wait = /Function/.test(pause.type) ? callOf(j, pause) : pause;
  const params = ['_close', 'attempt', ...(delay ? [] : ['delay'])];
  if (!most) return arrow(j, wait === pause ? [] : params, wait);
  const enough = j.binaryExpression('<=', attempt, most);
  return arrow(j, params, j.conditionalExpression(enough, wait, j.nullLiteral()));
}

/**
 * A delay by the number of the retry, which counts from 1 in both.
 *
 * @param {J} j
 * @param {Node} pause
 */
function callOf(j, pause) {
  const answer = answerOf(pause);
  if (answer && (answer.parameter === undefined || answer.parameter === 'attempt'))
    return answer.body;
  return j.callExpression(pause, [j.identifier('attempt')]);
}

/** @param {Node} node */
function isCount(node) {
  return (
    node.type === 'NumericLiteral' || (node.type === 'Identifier' && node.name !== 'undefined')
  );
}

/**
 * @param {J} j
 * @param {Node} value
 * @param {Tell} tell
 * @param {Set<string>} used
 * @returns {Node[]}
 */
function moveHeartbeat(j, value, tell, used) {
  if (value.type === 'BooleanLiteral' && !value.value) return [];
  if (value.type !== 'BooleanLiteral' && value.type !== 'ObjectExpression') {
    tell(value, 'the heartbeat is made elsewhere: move it by hand');
    return [property(j, 'heartbeat', value)];
  }
  used.add('heartbeat');
  const given = propertiesOf(value);
  /** @param {string} name @param {string} theirs @param {Node} fallback */
  const take = (name, theirs, fallback) => {
    const found = given.get(theirs);
    return property(j, name, found ? valueIn(j, found) : fallback);
  };
  const scheduler = given.get('scheduler');
  if (scheduler) tell(scheduler, 'the heartbeat has no scheduler: interval is in ms');
  const message = take('message', 'message', j.stringLiteral('ping'));
  const answer = given.get('responseMessage');
  const same = j.binaryExpression(
    '===',
    j.identifier('message'),
    answer ? valueIn(j, answer) : message.value,
  );
  const made = [
    message,
    take('interval', 'interval', j.numericLiteral(1000)),
    take('timeout', 'pongTimeout', j.numericLiteral(1000)),
    property(j, 'isAnswer', arrow(j, ['message'], same)),
  ];
  return [
    property(
      j,
      'heartbeat',
      j.callExpression(j.identifier('heartbeat'), [j.objectExpression(made)]),
    ),
  ];
}
