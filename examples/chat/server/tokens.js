/**
 * Tokens: each is good for one handshake, soon.
 *
 * @import { Credentials, Token } from '../protocol.js'
 */
import { randomBytes } from 'node:crypto';
import { monotonic } from './clock.js';
import { forget } from './forget.js';
import { TOKEN_MS, TOKENS } from './limits.js';

/** @typedef {ReturnType<typeof createTokens>} Tokens */

export function createTokens(time = monotonic) {
  /** The oldest first, which is also the order in which they expire. @type {Map<string, { who: Credentials, until: number }>} */
  const tokens = new Map();

  return {
    /** @param {Credentials} who @returns {Token} */
    issue(who) {
      const token = randomBytes(24).toString('base64url');
      tokens.set(token, { who, until: time() + TOKEN_MS });
      for (const [old, { until }] of tokens) {
        if (until > time()) break;
        tokens.delete(old);
      }
      forget(tokens, TOKENS);
      return { token, expiresIn: TOKEN_MS };
    },
    /** Whose token it is, once. @param {string} token @returns {Credentials | null} */
    take(token) {
      const found = tokens.get(token);
      tokens.delete(token);
      return found && found.until > time() ? found.who : null;
    },
  };
}
