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
  const made = [
    property(j, 'message', read('message', j.stringLiteral('ping'))),
    property(j, 'interval', interval),
    property(j, 'timeout', left > 0 ? j.numericLiteral(left) : timeout),
  ];
  const answer = given.get('returnMessage');
  if (answer) made.push(isAnswerTo(root, j, tell, valueIn(j, answer)));
  return made;
}
