/**
 * Who somebody says to be.
 *
 * @import { Credentials } from '../protocol.js'
 */
import { createHash } from 'node:crypto';
import { NAME_LENGTH } from './limits.js';

export const NAME_RULE = `A name has 1 to ${NAME_LENGTH} characters, and no control characters.`;

/**
 * The credentials, or what is wrong with them.
 *
 * @param {unknown} value
 * @returns {Credentials | string}
 */
export function readCredentials(value) {
  if (typeof value !== 'object' || value === null) return 'Credentials are an object.';
  const { client, name } = /** @type {Record<string, unknown>} */ (value);
  if (typeof client !== 'string' || !/^[\w-]{16,64}$/.test(client)) {
    return 'Give a client of 16 to 64 of A-Z a-z 0-9 _ -.';
  }
  const clean = cleanName(name);
  return clean === null ? `Give a name. ${NAME_RULE}` : { client, name: clean };
}

/** @param {unknown} value */
export function cleanName(value) {
  if (typeof value !== 'string') return null;
  const name = value.normalize().replace(/\s+/g, ' ').trim();
  // Those of the second range turn the direction of the text around them.
  const isClean = !/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(name);
  return isClean && name !== '' && [...name].length <= NAME_LENGTH ? name : null;
}

/** Others see the id, so it must not tell the client's key. @param {string} client */
export function idOf(client) {
  return createHash('sha256').update(client).digest('base64url').slice(0, 12);
}
