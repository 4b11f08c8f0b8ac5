import { retryOf } from './retry.js';
import { arrow, importsFrom, propertiesOf, property, replaceImports, valueIn } from './support.js';

/** @typedef {import('./transform.js').J} J */
/** @typedef {import('./transform.js').Tell} Tell */
/** @typedef {import('jscodeshift').Collection} Collection */
/** @typedef {any} Node */

const FROM = 'react-use-websocket';
const TO = '@towline/react';
const STATES = new Set(['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED']);

/** What the hook gives back, and what it is called with Towline. */
const RESULTS = /** @type {const} */ ({
  sendMessage: 'send',
  sendJsonMessage: 'send',
  lastMessage: 'lastMessage',
  lastJsonMessage: 'lastMessage',
  readyState: 'readyState',
  getWebSocket: 'socket',
});

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

/** @type {(root: Collection, j: J, tell: Tell) => boolean} */
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
  const isFunction = /^(?:Arrow)?Function/.test(url?.type ?? '');
  if (isFunction || (url?.type === 'Identifier' && isFunctionIn(root, j, url.name))) {
    tell(
      url,
      'a URL from a function becomes prepare: async ({ signal }) => ({ url: await … }), beside a URL that says where',
    );
  }
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

/**
 * What the call's result is taken apart into.
 *
 * @param {Node} path
 * @param {J} j
 * @param {Tell} tell
 * @returns {boolean} whether messages are JSON
 */
function moveResult(path, j, tell) {
  const { node, parent } = path;
  const pattern = parent.node.type === 'VariableDeclarator' ? parent.node.id : undefined;
  if (pattern?.type !== 'ObjectPattern') {
    tell(node, 'its result is not taken apart here: rename what is read of it by hand');
    return false;
  }
  const taken = propertiesOf(pattern);
  const json = taken.has('sendJsonMessage') || taken.has('lastJsonMessage');
  if (json && (taken.has('sendMessage') || taken.has('lastMessage'))) {
    tell(
      pattern,
      'text and JSON over one connection: json() is for all messages; see codecs for others',
    );
  }
  /** @type {Map<string, string>} */
  const made = new Map();
  for (const [name, each] of taken) {
    const to = RESULTS[/** @type {keyof typeof RESULTS} */ (name)];
    if (!to) {
      tell(each, `${name} has no counterpart`);
      continue;
    }
    const local = each.value.name;
    const before = made.get(to);
    made.set(to, local);
    if (before) tell(each, `${local} is the same as ${before} now: both are ${to}`);
    each.key = j.identifier(to);
    each.shorthand = local === to;
    if (name === 'lastMessage') unwrapData(path, j, tell, local);
    if (name === 'getWebSocket') unwrapSocket(path, j, tell, local);
    if (/^send/.test(name)) dropKeep(path, j, tell, local);
  }
  return json;
}

/**
 * `lastMessage.data` is the message now.
 *
 * @param {Node} path
 * @param {J} j
 * @param {Tell} tell
 * @param {string} local
 */
function unwrapData(path, j, tell, local) {
  inScope(path, j, local, (use) => {
    const { parent } = use;
    const member =
      /^(?:Optional)?MemberExpression$/.test(parent.node.type) && parent.node.object === use.node;
    if (member && parent.node.property.name === 'data') parent.replace(j.identifier(local));
    else if (member) tell(parent.node, `${local} is the message, and no longer its event`);
  });
}

/**
 * @param {Node} path
 * @param {J} j
 * @param {Tell} tell
 * @param {string} local
 */
function unwrapSocket(path, j, tell, local) {
  inScope(path, j, local, ({ node, parent }) => {
    if (parent.node.type !== 'CallExpression' || parent.node.callee !== node) return;
    tell(
      parent.node,
      `${local}() is Towline's socket now, and no function: the platform's WebSocket is not handed out`,
    );
    parent.replace(j.identifier(local));
  });
}

/**
 * The second parameter of their send.
 *
 * @param {Node} path
 * @param {J} j
 * @param {Tell} tell
 * @param {string} local
 */
function dropKeep(path, j, tell, local) {
  inScope(path, j, local, ({ node, parent }) => {
    const call = parent.node;
    if (call.type !== 'CallExpression' || call.callee !== node || call.arguments.length < 2) return;
    tell(
      call,
      `the second argument of ${local} was removed: what cannot be sent now waits, within the bounds of \`queue\``,
    );
    call.arguments.length = 1;
  });
}

/**
 * The uses of a name in the function that the call is in.
 *
 * @param {Node} path
 * @param {J} j
 * @param {string} name
 * @param {(use: Node) => void} visit
 */
function inScope(path, j, name, visit) {
  const uses = j(path.scope.path)
    .find(j.Identifier, { name })
    .filter(
      ({ parent, node }) => parent.node.type !== 'VariableDeclarator' && !isKey(parent.node, node),
    )
    .paths();
  for (const use of uses) visit(use);
}

/**
 * @param {Node} parent
 * @param {Node} node
 */
function isKey(parent, node) {
  const property = /Property$/.test(parent.type);
  return (property && (parent.key === node || parent.value === node)) || parent.property === node;
}

/**
 * @param {Node} options
 * @param {J} j
 * @param {Tell} tell
 * @param {Set<string>} used
 * @returns {Node[]} the options of Towline
 */
function moveOptions(options, j, tell, used) {
  const given = propertiesOf(options);
  const retry = retryOf(j, given);
  /** @type {Node[]} */
  const kept = options.properties.filter((/** @type {Node} */ each) => !each.key || each.computed);
  for (const each of kept) tell(each, 'move what is spread into the options by hand');
  for (const [name, each] of given) {
    if (name === 'protocols') kept.push(each);
    else if (name === 'heartbeat') kept.push(...moveHeartbeat(j, valueIn(j, each), tell, used));
    else if (name in LEFT) {
      tell(each, `${name} ${LEFT[/** @type {keyof typeof LEFT} */ (name)]}`);
      if (name !== 'share') kept.push(each);
    }
  }
  if (retry) kept.push(property(j, 'retry', retry));
  return kept;
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
  const given = propertiesOf(value);
  const whole = value.type === 'BooleanLiteral' || value.type === 'ObjectExpression';
  if (!whole) {
    tell(value, 'the heartbeat is made elsewhere: move it by hand');
    return [property(j, 'heartbeat', value)];
  }
  used.add('heartbeat');
  /** @param {string} name @param {Node} fallback */
  const read = (name, fallback) => {
    const found = given.get(name);
    return found ? valueIn(j, found) : fallback;
  };
  const interval = read('interval', j.numericLiteral(25_000));
  const timeout = read('timeout', j.numericLiteral(60_000));
  const both = interval.type === 'NumericLiteral' && timeout.type === 'NumericLiteral';
  // Theirs begins with the last message, ours with the ping.
  const left = both ? timeout.value - interval.value : 0;
  if (left <= 0) {
    tell(value, 'the heartbeat’s timeout begins with the ping: take its interval from it');
  }
  const answer = given.get('returnMessage');
  const made = [
    property(j, 'message', read('message', j.stringLiteral('ping'))),
    property(j, 'interval', interval),
    property(j, 'timeout', left > 0 ? j.numericLiteral(left) : timeout),
  ];
  if (answer) {
    const same = j.binaryExpression('===', j.identifier('message'), valueIn(j, answer));
    made.push(property(j, 'isAnswer', arrow(j, ['message'], same)));
  }
  return [
    property(
      j,
      'heartbeat',
      j.callExpression(j.identifier('heartbeat'), [j.objectExpression(made)]),
    ),
  ];
}

/**
 * @param {Collection} root
 * @param {J} j
 * @param {Tell} tell
 * @param {string} local
 * @param {Set<string>} used
 */
function moveStates(root, j, tell, local, used) {
  root.find(j.MemberExpression, { object: { name: local } }).forEach((path) => {
    const { property: state } = /** @type {Node} */ (path.node);
    if (STATES.has(state.name) && !path.node.computed) {
      used.add(state.name);
      path.replace(j.identifier(state.name));
    } else
      tell(
        path.node,
        'Towline has no UNINSTANTIATED: a socket that was not opened yet reads CONNECTING or CLOSED',
      );
  });
  const left = root
    .find(j.Identifier, { name: local })
    .filter(({ parent }) => !/^Import/.test(parent.node.type));
  left.forEach(({ node }) => {
    tell(node, `${local} is the type ReadyState, and the constants ${[...STATES].join(', ')}, now`);
  });
}

/**
 * Whether a name is that of a function of this file.
 *
 * @param {Collection} root
 * @param {J} j
 * @param {string} name
 */
function isFunctionIn(root, j, name) {
  if (root.find(j.FunctionDeclaration, { id: { name } }).length > 0) return true;
  return root.find(j.VariableDeclarator, { id: { name } }).some(({ node }) => {
    const { init } = /** @type {Node} */ (node);
    const made = init?.type === 'CallExpression' && /^use(?:Callback|Memo)$/.test(init.callee.name);
    return /Function/.test((made ? init.arguments[0] : init)?.type ?? '');
  });
}
