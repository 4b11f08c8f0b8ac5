import { answerOf, arrow, calledWhereFunction } from '../shared/functions.js';
import { propertiesOf, valueIn } from '../shared/objects.js';

/** @typedef {import('../transform.js').J} J */
/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {import('jscodeshift').Collection} Collection */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * `retry` for autoReconnect; undefined where Towline's own default is what was meant.
 *
 * @param {Collection} root
 * @param {J} j
 * @param {Node | undefined} value
 * @param {Tell} tell
 * @returns {Node | undefined}
 */
export function retryOf(root, j, value, tell) {
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
  const attempt = j.identifier('attempt');
  const most = retries && valueIn(j, retries);
  const enough = most && enoughOf(root, j, tell, most);
  if (!enough && !delay) return undefined;
  const pause = delay && valueIn(j, delay);
  const wait = pause ? callOf(root, j, tell, pause, attempt) : j.identifier('delay');
  const params = ['_close', 'attempt', ...(delay ? [] : ['delay'])];
  if (!enough) return arrow(j, wait === pause ? [] : params, wait);
  return arrow(j, params, j.conditionalExpression(enough, wait, j.nullLiteral()));
}

/**
 * Whether there is another attempt; undefined where there always is.
 *
 * @param {Collection} root
 * @param {J} j
 * @param {Tell} tell
 * @param {Node} most
 * @returns {Node | undefined}
 */
function enoughOf(root, j, tell, most) {
  // Below 0 is no limit.
  if (most.type === 'UnaryExpression' || most.name === 'undefined') return undefined;
  const attempt = j.identifier('attempt');
  // A function is told how often it was tried before.
  const before = j.binaryExpression('-', attempt, j.numericLiteral(1));
  const called = callOf(root, j, tell, most, before);
  return called === most ? j.binaryExpression('<=', attempt, most) : called;
}

/**
 * What a function of a number answers, or the value that is no function.
 *
 * @param {Collection} root
 * @param {J} j
 * @param {Tell} tell
 * @param {Node} value
 * @param {Node} number
 * @returns {Node}
 */
function callOf(root, j, tell, value, number) {
  const answer = answerOf(value);
  if (answer && (answer.parameter === undefined || answer.parameter === number.name))
    return answer.body;
  return calledWhereFunction(root, j, tell, value, [number]);
}
