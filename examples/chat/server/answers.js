/**
 * What the server answers to plain HTTP.
 *
 * @import { IncomingMessage, ServerResponse } from 'node:http'
 * @import { Page } from './pages.js'
 * @import { Tokens } from './tokens.js'
 */
import { PATH } from './limits.js';
import { refuse, urlOf } from './requests.js';
import { createTokenCounter } from './token-counter.js';

/** @param {Tokens} tokens */
export function createAnswers(tokens) {
  const giveToken = createTokenCounter(tokens);

  return (
    /** @type {Map<string, Page>} */ pages,
    /** @type {IncomingMessage} */ request,
    /** @type {ServerResponse} */ response,
  ) => {
    const path = urlOf(request)?.pathname;
    const page = pages.get(path ?? '');
    if (path === '/token') {
      giveToken(request, response);
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(response, 405, 'Only GET and HEAD are answered here.', { Allow: 'GET, HEAD' });
    } else if (path === PATH) {
      refuse(response, 426, 'This is a WebSocket.', {
        Upgrade: 'websocket',
        Connection: 'Upgrade',
      });
    } else if (!page) {
      refuse(response, 404, 'There is no such page.');
    } else if (request.headers['if-none-match'] === page.headers.ETag) {
      response.writeHead(304, page.headers).end();
    } else {
      response.writeHead(200, { ...page.headers, 'Content-Length': page.body.length });
      response.end(request.method === 'HEAD' ? undefined : page.body);
    }
  };
}
