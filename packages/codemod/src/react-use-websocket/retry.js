import { answerOf, calledWhereFunction } from '../shared/functions.js';
import { valueIn } from '../shared/objects.js';

/** @typedef {import('../transform.js').J} J */
/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/** @typedef {import('jscodeshift').Collection} Collection */

/**
 * `retry` for shouldReconnect, retryOnError, reconnectAttempts and reconnectInterval; undefined where Towline's own default is what was meant.
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
  const always = isLiteral(answer?.body, true);
  const never = !should || isLiteral(answer?.body, false);
  const close = answer?.parameter ?? 'close';
  const failed = failedOf(j, value('retryOnError'), close);
  // Without these they never reconnect.
  if (never && !failed) return j.booleanLiteral(false);
  if (always && !attempts && !interval) return undefined;

  /** @type {Node[]} */
  const conditions = [];
  if (!always) {
    const asked = never
      ? undefined
      : (answer?.body ?? j.callExpression(should, [j.identifier(close)]));
    conditions.push(failed && asked ? j.logicalExpression('||', failed, asked) : (failed ?? asked));
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
 * Whether it comes back as after an error: theirs has one before each close that was not clean.
 *
 * @param {J} j
 * @param {Node | undefined} on
 * @param {string} close
 * @returns {Node | undefined}
 */
function failedOf(j, on, close) {
  if (!on || isLiteral(on, false)) return undefined;
  const clean = j.memberExpression(j.identifier(close), j.identifier('wasClean'));
  const failed = j.unaryExpression('!', clean);
  return isLiteral(on, true) ? failed : j.logicalExpression('&&', on, failed);
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
