// What the server sends, in 120 bytes: a number, a topic, and what a message is about. It is JSON too, for contenders
// that read nothing else.

const SIZE = 120;
const DIGITS = 7;
const TOPIC_DIGITS = 3;

/**
 * @param {number} number of the message, from 0
 * @param {number} topics how many there are; they take turns
 */
export function messageText(number, topics) {
  const head = `"${String(number).padStart(DIGITS, '0')} ${topicName(number % topics)} `;
  return `${head.padEnd(SIZE - 1, 'x')}"`;
}

/** @param {string} text a message, with or without its quotes */
export function numberOf(text) {
  const start = text.charCodeAt(0) === 34 ? 1 : 0;
  return Number(text.slice(start, start + DIGITS));
}

/** @param {string} text a message, with or without its quotes */
export function topicOf(text) {
  const start = (text.charCodeAt(0) === 34 ? 1 : 0) + DIGITS + 1;
  return text.slice(start, start + TOPIC_DIGITS);
}

/** @param {number} index */
export function topicName(index) {
  return String(index).padStart(TOPIC_DIGITS, '0');
}
