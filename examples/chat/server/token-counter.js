/**
 * `POST /token`: who says who it is gets a token.
 *
 * @import { IncomingMessage, ServerResponse } from 'node:http'
 * @import { Bucket } from './rates.js'
 * @import { Tokens } from './tokens.js'
 */
import { readCredentials } from './credentials.js';
import { forget } from './forget.js';
import { ADDRESSES, TOKEN_BODY, TOKENS_ASKED } from './limits.js';
import { SECURITY_HEADERS } from './pages.js';
import { createBucket } from './rates.js';
import { isSameOrigin, refuse } from './requests.js';

/** @param {Tokens} tokens */
export function createTokenCounter(tokens) {
  /** By address, who asked first is forgotten first. @type {Map<string, Bucket>} */
  const asked = new Map();

  /** @param {string} address */
  function isTooOften(address) {
    const bucket = asked.get(address) ?? createBucket(TOKENS_ASKED);
    asked.delete(address);
    asked.set(address, bucket);
    forget(asked, ADDRESSES);
    return !bucket.take();
  }

  return (/** @type {IncomingMessage} */ request, /** @type {ServerResponse} */ response) => {
    if (request.method !== 'POST') {
      return refuse(response, 405, 'Only POST is answered here.', { Allow: 'POST' });
    }
    if (!isSameOrigin(request)) {
      return refuse(response, 403, 'Pages of another origin get no token.');
    }
    if (isTooOften(request.socket.remoteAddress ?? '')) {
      return refuse(response, 429, 'Too many tokens. Wait a little.', { 'Retry-After': '5' });
    }
    // A form of another origin could send text without asking first.
    if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
      return refuse(response, 415, 'The body is application/json.');
    }
    readBody(request, TOKEN_BODY, (body) => {
      if (body === null) {
        return refuse(response, 413, `The body has at most ${TOKEN_BODY} bytes.`, {
          Connection: 'close',
        });
      }
      const who = readCredentials(parse(body));
      if (typeof who === 'string') return refuse(response, 400, who);
      const token = JSON.stringify(tokens.issue(who));
      response.writeHead(200, {
        ...SECURITY_HEADERS,
        'Content-Type': 'application/json; charset=utf-8',
        'Cache-Control': 'no-store',
        'Content-Length': Buffer.byteLength(token),
      });
      response.end(token);
    });
  };
}

/**
 * @param {IncomingMessage} request
 * @param {number} limit
 * @param {(body: string | null) => void} done null where it is too long; not called where it breaks off
 */
function readBody(request, limit, done) {
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  request.on('error', () => {});
  request.on('data', (/** @type {Buffer} */ chunk) => {
    size += chunk.length;
    if (size <= limit) {
      chunks.push(chunk);
      return;
    }
    request.removeAllListeners('data').removeAllListeners('end').pause();
    done(null);
  });
  request.on('end', () => done(String(Buffer.concat(chunks))));
}

/** @param {string} body @returns {unknown} */
function parse(body) {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
