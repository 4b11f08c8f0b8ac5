import { pageUrl } from './env/page.js';

/** A token of RFC 9110, which a subprotocol has to be. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * The URL that a WebSocket connects to: relative ones and those of http(s) are the page's.
 *
 * @throws DOMException `SyntaxError`
 * @see https://websockets.spec.whatwg.org/#dom-websocket-websocket
 */
export function addressOf(given: string | URL): string {
  const base = pageUrl();
  const url = parse(String(given), base);
  if (url?.protocol === 'http:') url.protocol = 'ws:';
  if (url?.protocol === 'https:') url.protocol = 'wss:';
  if (url && /^wss?:$/.test(url.protocol) && !url.href.includes('#')) return url.href;
  throw new DOMException(`"${given}" is not a WebSocket URL.`, 'SyntaxError');
}

/** @throws DOMException `SyntaxError`, where one is no token, or there twice */
export function listOf(protocols: string | readonly string[]): readonly string[] {
  const list = typeof protocols === 'string' ? [protocols] : [...protocols];
  if (list.every((name) => TOKEN.test(name)) && new Set(list).size === list.length) return list;
  throw new DOMException(`The subprotocols "${list}" cannot be offered.`, 'SyntaxError');
}

/** `URL.canParse` is missing in older jsdom. */
function parse(text: string, base: string | undefined): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
