/**
 * The handshake: what is refused before there is a WebSocket, and what is told of it afterwards.
 *
 * @import { IncomingMessage } from 'node:http'
 * @import { Duplex } from 'node:stream'
 * @import { Handshake, Header } from '../protocol.js'
 */
import { PATH, PROTOCOL } from './limits.js';
import { isSameOrigin, urlOf } from './requests.js';

/** @typedef {{ status: string, message: string }} Refused */

/**
 * The token in the URL, null where there is none.
 *
 * @param {IncomingMessage} request
 * @returns {{ token: string | null } | Refused}
 */
export function inspect(request) {
  const url = urlOf(request);
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',');
  if (url?.pathname !== PATH) {
    return { status: '404 Not Found', message: `The WebSocket is at ${PATH}.` };
  }
  if (!isSameOrigin(request)) {
    return { status: '403 Forbidden', message: 'Pages of another origin may not connect.' };
  }
  if (!offered.some((protocol) => protocol.trim() === PROTOCOL)) {
    return { status: '400 Bad Request', message: `Offer the subprotocol ${PROTOCOL}.` };
  }
  return { token: url.searchParams.get('token') };
}

/** @param {Duplex} stream @param {Refused} why */
export function refuseUpgrade(stream, { status, message }) {
  const body = `${message}\n`;
  // Else a client that never ends its side would keep it open.
  stream.once('finish', () => stream.destroy());
  stream.end(
    `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const SECRET = new Set(['authorization', 'cookie', 'proxy-authorization', 'set-cookie']);

/**
 * @param {IncomingMessage} request
 * @param {readonly string[]} response its lines
 * @returns {Handshake}
 */
export function describe({ method, url = '', httpVersion, rawHeaders }, response) {
  const [statusLine = '', ...lines] = response;
  /** @type {Header[]} */
  const asked = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    asked.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return {
    requestLine: `${method} ${withoutToken(url)} HTTP/${httpVersion}`,
    requestHeaders: asked.filter(isShown),
    statusLine,
    responseHeaders: lines.map(headerOf).filter(isShown),
  };
}

/** @param {Header} header */
const isShown = ([name]) => !SECRET.has(name.toLowerCase());

/** @param {string} line @returns {Header} */
function headerOf(line) {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}

/** The rest stays letter by letter; `%74oken=` is a token too. @param {string} url */
function withoutToken(url) {
  return url.replace(/([?&])([^?&=#]*)=[^&#]*/g, (whole, separator, name) =>
    new URLSearchParams(`${name}=`).has('token') ? `${separator}${name}=…` : whole,
  );
}
