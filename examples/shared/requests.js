/**
 * What is asked of every request, and how it is refused.
 *
 * @import { IncomingMessage, ServerResponse } from 'node:http'
 */

/** @param {IncomingMessage} request */
export function urlOf(request) {
  const url = `http://localhost${request.url}`;
  return URL.canParse(url) ? new URL(url) : null;
}

/** Browsers always tell the origin; what tells none is no page. @param {IncomingMessage} request */
export function isSameOrigin({ headers: { host, origin } }) {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

/** @param {Readonly<Record<string, string>>} securityHeaders of every answer */
export function refuseWith(securityHeaders) {
  /** @param {ServerResponse} response @param {number} status @param {string} message @param {Record<string, string>} [headers] */
  return (response, status, message, headers) => {
    response.writeHead(status, {
      ...securityHeaders,
      'Content-Type': 'text/plain; charset=utf-8',
      ...headers,
    });
    response.end(`${message}\n`);
  };
}
