import { answerOf, arrow, calledWhereFunction } from './functions.js';
import { property, valueIn } from './objects.js';

/** @typedef {import('../transform.js').J} J */
/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * `heartbeat` for theirs; nothing where it is off.
 *
 * @param {J} j
 * @param {Node} given the option
 * @param {Tell} tell
 * @param {Set<string>} used names of Towline
 * @param {(value: Node) => Node[]} settings of Towline's, for `true` or what is written out
 * @returns {Node[]}
 */
export function moveHeartbeatBy(j, given, tell, used, settings) {
  const value = valueIn(j, given);
  if (value.type === 'BooleanLiteral' && !value.value) return [];
  if (value.type !== 'BooleanLiteral' && value.type !== 'ObjectExpression') {
    tell(value, 'the heartbeat is made elsewhere: move it by hand');
    return [property(j, 'heartbeat', value)];
  }
  used.add('heartbeat');
  const made = j.objectExpression(settings(value));
  return [property(j, 'heartbeat', j.callExpression(j.identifier('heartbeat'), [made]))];
}

/**
 * `isAnswer`, for the message that is expected; it may be a function that gives it.
 *
 * @param {import('jscodeshift').Collection} root
 * @param {J} j
 * @param {Tell} tell
 * @param {Node} expected
 */
export function isAnswerTo(root, j, tell, expected) {
  const inline = answerOf(expected);
  const value =
    inline && !inline.parameter ? inline.body : calledWhereFunction(root, j, tell, expected, []);
  const named = j(j.expressionStatement(value)).find(j.Identifier, { name: 'message' });
  const name = named.length > 0 ? 'answer' : 'message';
  const same = j.binaryExpression('===', j.identifier(name), value);
  return property(j, 'isAnswer', arrow(j, [name], same));
}
