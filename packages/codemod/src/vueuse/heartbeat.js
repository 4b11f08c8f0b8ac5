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
  if (scheduler) tell(scheduler, 'the heartbeat has no scheduler: interval is in ms');
  const message = take('message', 'message', j.stringLiteral('ping'));
  const answer = given.get('responseMessage');
  return [
    message,
    take('interval', 'interval', j.numericLiteral(1000)),
    take('timeout', 'pongTimeout', j.numericLiteral(1000)),
    isAnswerTo(root, j, tell, answer ? valueIn(j, answer) : message.value),
  ];
}
