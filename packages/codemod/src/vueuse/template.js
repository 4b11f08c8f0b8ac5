import { secondArgumentText } from '../shared/second-argument.js';
import { isEquality, isStatus } from './status.js';

/** @typedef {import('../vue/component.js').MovedRead} MovedRead */
/** @typedef {import('../vue/reads.js').Read} Read */
/** @typedef {any} Node of a syntax tree whose kind was looked at */

/**
 * What becomes of a place of the template that reads what useWebSocket gave.
 *
 * @param {Read} read
 * @param {string} result what theirs calls it; '' where it is all that was given
 * @param {string} source of the file
 * @returns {MovedRead}
 */
export function moveRead(read, result, source) {
  const { name } = read;
  switch (result) {
    case 'status': {
      const edit = lowerCompared(read, source);
      return edit
        ? { edit }
        : { text: `${name} reads 'connecting', 'open', 'closing' or 'closed' here` };
    }
    case 'send':
      return dropSecond(read);
    case 'data':
      return { text: `${name} is the last message, decoded and readonly, at most one a frame` };
    case 'ws':
      return { text: `${name} is Towline's socket here, which is always there` };
    case '':
      return {
        text: `${name} has other names now: data is lastMessage, ws is socket, and status is in lower case`,
      };
    default:
      return {};
  }
}

/**
 * `status === 'OPEN'`
 *
 * @param {Read} read
 * @param {string} source
 */
function lowerCompared({ parent, name, start, shift }, source) {
  if (!isEquality(parent)) return undefined;
  if (shift === undefined || source.slice(start, start + name.length) !== name) return undefined;
  const { left, right } = parent;
  const value = left.start + shift === start ? right : left;
  if (!isStatus(value)) return undefined;
  // Without its quotes, whichever they are.
  const from = value.start + shift + 1;
  const end = value.end + shift - 1;
  return source.slice(from, end) === value.value
    ? { start: from, end, text: value.value.toLowerCase() }
    : undefined;
}

/**
 * `send(message, false)`
 *
 * @param {Read} read
 * @returns {MovedRead}
 */
function dropSecond({ parent, name, start, shift }) {
  if (parent?.type !== 'CallExpression' || parent.arguments.length < 2) return {};
  const [first, ...others] = parent.arguments;
  const sure = shift !== undefined && parent.callee.start + shift === start;
  // Brackets are around a value, and no part of it.
  if (!sure || parent.arguments.some((/** @type {Node} */ each) => each.extra?.parenthesized)) {
    return { text: `${name} has no second argument that is a boolean: look first` };
  }
  const edit = { start: first.end + shift, end: others.at(-1).end + shift, text: '' };
  return { edit, text: secondArgumentText(name) };
}
