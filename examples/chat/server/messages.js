/**
 * Reads what clients send, and says what is wrong with it.
 *
 * @import { Credentials, Fault, PictureType, Refusal } from '../protocol.js'
 */
import { cleanName, NAME_RULE, readCredentials } from './credentials.js';
import { PICTURE_BYTES, TEXT_LENGTH } from './limits.js';
import { beginsAs, isPictureType, readFrame } from './pictures.js';

/** @typedef {Omit<Refusal, 'type'>} Problem */
/**
 * @typedef {{ type: 'sign-in', who: Credentials }
 *   | { type: 'say', id: string, text: string }
 *   | { type: 'picture', id: string, mime: PictureType, bytes: Buffer }
 *   | { type: 'rename', name: string }
 *   | { type: 'typing' }
 *   | { type: 'ping' }
 *   | { type: 'fault', kind: Fault['kind'] }} Message
 */

const ID_RULE = 'an id (1 to 64 of A-Z a-z 0-9 _ -)';
const KINDS = new Set(['drop', 'restart', 'freeze', 'refuse', 'slow']);

/** @param {unknown} id @returns {id is string} */
const isId = (id) => typeof id === 'string' && /^[\w-]{1,64}$/.test(id);

/** @param {string | Buffer} frame @returns {Message | Problem} */
export function read(frame) {
  return typeof frame === 'string' ? readText(frame) : readPicture(frame);
}

/** @param {string} text @returns {Message | Problem} */
function readText(text) {
  /** @type {unknown} */
  let parsed;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { code: 'not-json', message: 'The message is not JSON.' };
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return bad('A message is an object with a type.');
  }
  return readObject(/** @type {Record<string, unknown>} */ (parsed));
}

/** @param {Record<string, unknown>} message @returns {Message | Problem} */
function readObject(message) {
  const { type, id, text, name, kind } = message;
  switch (type) {
    case 'say':
      if (!isId(id) || typeof text !== 'string') return bad(`say has ${ID_RULE} and a text.`);
      return text.trim() === '' || text.length > TEXT_LENGTH
        ? { code: 'bad-text', message: `A text has 1 to ${TEXT_LENGTH} characters.`, id }
        : { type, id, text };
    case 'rename': {
      const clean = cleanName(name);
      return clean === null ? { code: 'bad-name', message: NAME_RULE } : { type, name: clean };
    }
    case 'typing':
    case 'ping':
      return { type };
    case 'fault':
      return typeof kind === 'string' && KINDS.has(kind)
        ? { type, kind: /** @type {Fault['kind']} */ (kind) }
        : bad(`The kind of a fault is one of ${[...KINDS].join(', ')}.`);
    case 'sign-in': {
      const who = readCredentials(message);
      return typeof who === 'string' ? bad(who) : { type, who };
    }
    case 'picture':
      return bad('A picture comes in a binary frame.');
    default:
      return bad('The type of a message is one of say, rename, typing, ping, fault and sign-in.');
  }
}

/** @param {Buffer} frame @returns {Message | Problem} */
function readPicture(frame) {
  const parts = readFrame(frame);
  if (!parts) {
    return {
      code: 'not-a-picture',
      message:
        'A binary frame has a length in 4 bytes, a JSON header of that length, and an image.',
    };
  }
  const { type, id, mime } = parts.header;
  const { bytes } = parts;
  if (type !== 'picture' || !isId(id)) {
    return bad(`The header of a binary frame has the type picture and ${ID_RULE}.`);
  }
  if (!isPictureType(mime) || !beginsAs(mime, bytes)) {
    return {
      code: 'bad-picture',
      message: 'A picture is a PNG, JPEG, GIF or WebP, and its mime says so.',
      id,
    };
  }
  if (bytes.length > PICTURE_BYTES) {
    return {
      code: 'bad-picture',
      message: `A picture has at most ${PICTURE_BYTES / 1024} KiB.`,
      id,
    };
  }
  return { type, id, mime, bytes };
}

/** @param {string} message @returns {Problem} */
function bad(message) {
  return { code: 'bad-message', message };
}
