/**
 * Listens for the page and for sockets, until it is closed.
 *
 * @import { IncomingMessage } from 'node:http'
 * @import { MarketState } from '../protocol.js'
 * @import { Market } from './market.js'
 * @import { Page } from './pages.js'
 * @import { Pump } from './pump.js'
 */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { createAnswers } from './answers.js';
import { CONNECTIONS, MAX_PAYLOAD, PATH, PROTOCOL } from './limits.js';
import { createMarket } from './market.js';
import { isSameOrigin, urlOf } from './requests.js';
import { serve } from './session.js';

/** @param {Map<string, Page>} pages @param {number} seed */
export function createListener(pages, seed) {
  /** Each connection's, by name. @type {Map<string, { market: Market, pump: Pump }>} */
  const markets = new Map();
  let opened = 0;
  const http = createServer({ requestTimeout: 10_000 }, createAnswers(pages, stateOf));
  http.maxConnections = 8 * CONNECTIONS;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD,
    handleProtocols: () => PROTOCOL,
  });

  /** @param {string} name @returns {MarketState | undefined} */
  function stateOf(name) {
    const found = markets.get(name);
    return found && { perSecond: found.pump.perSecond, ...found.market.state() };
  }

  http.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy());
    const refused = whyRefused(request);
    if (refused) {
      // Else a client that never ends its side would keep it open.
      stream.once('finish', () => stream.destroy());
      stream.end(`HTTP/1.1 ${refused}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      opened += 1;
      const name = `m${opened}`;
      const market = createMarket(name, seed);
      markets.set(name, { market, pump: serve(socket, stream, market) });
      socket.on('close', () => markets.delete(name));
    });
  });

  /** @param {IncomingMessage} request */
  function whyRefused(request) {
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',');
    if (urlOf(request)?.pathname !== PATH) return '404 Not Found';
    if (!isSameOrigin(request)) return '403 Forbidden';
    if (!offered.some((protocol) => protocol.trim() === PROTOCOL)) return '400 Bad Request';
    return markets.size >= CONNECTIONS ? '503 Service Unavailable' : undefined;
  }

  return {
    http,
    /** @param {number} code @param {string} reason */
    close(code, reason) {
      http.close();
      for (const { pump } of markets.values()) pump.stop();
      for (const socket of sockets.clients) socket.close(code, reason);
    },
    /** Gone at once, without a word. */
    cut() {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
    },
  };
}
