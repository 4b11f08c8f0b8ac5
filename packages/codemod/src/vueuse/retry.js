import { answerOf, arrow } from '../shared/functions.js';
import { propertiesOf, valueIn } from '../shared/objects.js';

/** @typedef {import('../transform.js').J} J */
/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * `retry` for autoReconnect; undefined where Towline's own default is what was meant.
 *
 * @param {J} j
 * @param {Node | undefined} value
 * @param {Tell} tell
 * @returns {Node | undefined}
 */
export function retryOf(j, value, tell) {
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
