import { answerOf, calledWhereFunction } from '../shared/functions.js';
import { valueIn } from '../shared/objects.js';

/** @typedef {import('../transform.js').J} J */
/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/** @typedef {import('jscodeshift').Collection} Collection */

/**
 * `retry` for shouldReconnect, reconnectAttempts and reconnectInterval; undefined where Towline's own default is what was meant.
 *
 * @param {Collection} root
 * @param {J} j
 * @param {Tell} tell
 * @param {ReadonlyMap<string, Node>} given
 * @returns {Node | undefined}
 */
export function retryOf(root, j, tell, given) {
  /** @param {string} name */
  const value = (name) => {
    const found = given.get(name);
    return found && valueIn(j, found);
  };
  const should = value('shouldReconnect');
  const attempts = value('reconnectAttempts');
  const interval = value('reconnectInterval');
  const answer = answerOf(should);
  // Without it they never reconnect after a close.
  if (!should) return j.booleanLiteral(false);
  if (isLiteral(answer?.body, false)) return j.booleanLiteral(false);
  const always = isLiteral(answer?.body, true);
  if (always && !attempts && !interval) return undefined;

  /** @type {Node[]} */
  const conditions = [];
  const close = answer?.parameter ?? 'close';
  if (!always) {
    conditions.push(answer ? answer.body : j.callExpression(should, [j.identifier(close)]));
  }
  if (attempts) conditions.push(j.binaryExpression('<=', j.identifier('attempt'), attempts));
  const delay = delayOf(root, j, tell, interval);
  const [first, ...others] = conditions;
  const all = others.reduce((one, other) => j.logicalExpression('&&', one, other), first);
  const body = all ? j.conditionalExpression(all, delay, j.nullLiteral()) : delay;
  // Where theirs gives the delay, a `delay` in it is theirs too.
  const names = [close, 'attempt', ...(interval ? [] : ['delay'])];
  return j.arrowFunctionExpression(parametersOf(j, names, body), body);
}

/**
 * @param {Collection} root
 * @param {J} j
 * @param {Tell} tell
 * @param {Node} interval
 * @returns {Node}
 */
function delayOf(root, j, tell, interval) {
  if (!interval) return j.identifier('delay');
  // Theirs count from 0.
  const before = j.binaryExpression('-', j.identifier('attempt'), j.numericLiteral(1));
  return calledWhereFunction(root, j, tell, interval, [before]);
}

/**
 * As many as are named in it.
 *
 * @param {J} j
 * @param {readonly string[]} names
 * @param {Node} body
 */
function parametersOf(j, names, body) {
  const last = names.findLastIndex(
    (name) => j(body).find(j.Identifier, { name }).length > 0 || body.name === name,
  );
  return names.slice(0, last + 1).map((name) => j.identifier(name));
}

/**
 * @param {Node} node
 * @param {boolean} value
 */
function isLiteral(node, value) {
  return node?.type === 'BooleanLiteral' && node.value === value;
}
