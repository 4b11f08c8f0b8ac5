import { answerOf } from '../shared/functions.js';
import { isAnswerTo, moveHeartbeatBy } from '../shared/heartbeat.js';
import { propertiesOf, property, valueIn } from '../shared/objects.js';

/** @typedef {import('../transform.js').J} J */
/** @typedef {import('../transform.js').Tell} Tell */
/** @typedef {import('jscodeshift').Collection} Collection */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * @param {Collection} root
 * @param {J} j
 * @param {Node} given the option
 * @param {Tell} tell
 * @param {Set<string>} used names of Towline
 * @returns {Node[]}
 */
export function moveHeartbeat(root, j, given, tell, used) {
  return moveHeartbeatBy(j, given, tell, used, (value) => settingsOf(root, j, value, tell));
}

/**
 * @param {Collection} root
 * @param {J} j
 * @param {Node} value
 * @param {Tell} tell
 */
function settingsOf(root, j, value, tell) {
  const given = propertiesOf(value);
  /** @param {string} name @param {string} theirs @param {Node} fallback */
  const take = (name, theirs, fallback) => {
    const found = given.get(theirs);
    return property(j, name, found ? valueIn(j, found) : fallback);
  };
  const scheduler = given.get('scheduler');
  const scheduled = scheduler && intervalOf(valueIn(j, scheduler));
  if (scheduler && !scheduled) {
    tell(scheduler, 'the heartbeat has no scheduler: interval is in ms');
  }
  const message = take('message', 'message', j.stringLiteral('ping'));
  const answer = given.get('responseMessage');
  return [
    message,
    scheduled
      ? property(j, 'interval', scheduled)
      : take('interval', 'interval', j.numericLiteral(1000)),
    take('timeout', 'pongTimeout', j.numericLiteral(1000)),
    isAnswerTo(root, j, tell, answer ? valueIn(j, answer) : message.value),
  ];
}

/**
 * The time of `(callback) => useIntervalFn(callback, 20_000)`.
 *
 * @param {Node} scheduler
 * @returns {Node | undefined}
 */
function intervalOf(scheduler) {
  const answer = answerOf(scheduler);
  const { type, callee, arguments: given } = answer?.body ?? {};
  if (type !== 'CallExpression' || !/^(?:useIntervalFn|setInterval)$/.test(callee.name)) {
    return undefined;
  }
  return given[0]?.name === answer?.parameter ? given[1] : undefined;
}
