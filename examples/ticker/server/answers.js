/**
 * What the server answers to plain HTTP: the page, and what a market has come to.
 *
 * @import { IncomingMessage, ServerResponse } from 'node:http'
 * @import { MarketState } from '../protocol.js'
 * @import { Page } from './pages.js'
 */
import { PATH } from './limits.js';
import { SECURITY_HEADERS } from './pages.js';
import { refuse, urlOf } from './requests.js';

/**
 * @param {Map<string, Page>} pages
 * @param {(market: string) => MarketState | undefined} stateOf
 */
export function createAnswers(pages, stateOf) {
  return (/** @type {IncomingMessage} */ request, /** @type {ServerResponse} */ response) => {
    const path = urlOf(request)?.pathname ?? '';
    const page = pages.get(path);
    const [, market] = /^\/markets\/(\w{1,16})$/.exec(path) ?? [];
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(response, 405, 'Only GET and HEAD are answered here.', { Allow: 'GET, HEAD' });
    } else if (path === PATH) {
      refuse(response, 426, 'This is a WebSocket.', {
        Upgrade: 'websocket',
        Connection: 'Upgrade',
      });
    } else if (market) {
      tell(response, stateOf(market));
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

/** @param {ServerResponse} response @param {MarketState | undefined} state */
function tell(response, state) {
  if (!state) return refuse(response, 404, 'There is no such market.');
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(JSON.stringify(state));
}
