import { TowlineError, wordsOf } from './errors.js';
import { withoutSecrets } from './without-secrets.js';

/** Where a connection goes, as it was given. A new object is a new destination. */
export interface Destination {
  /** null: off. Relative and http(s) URLs resolve against the page when the connection opens. */
  readonly url: string | null;
  readonly protocols: readonly string[];
}

/** A URL, or null for off. */
export type Url = string | URL | null;

/** A token of RFC 9110, which a subprotocol has to be. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const SCHEMES: Readonly<Record<string, string>> = {
  'ws:': 'ws:',
  'wss:': 'wss:',
  'http:': 'ws:',
  'https:': 'wss:',
};

/**
 * @throws TowlineError `invalid-url` and `invalid-protocol`, for what no page could open
 * @see https://websockets.spec.whatwg.org/#dom-websocket-websocket
 */
export function createDestination(
  url: Url,
  protocols: string | readonly string[] = [],
): Destination {
  const list = listOf(protocols);
  for (const [index, protocol] of list.entries()) {
    const isToken = typeof protocol === 'string' && TOKEN.test(protocol);
    if (!isToken || list.indexOf(protocol) !== index) {
      throw new TowlineError(
        'invalid-protocol',
        // By its place: tokens travel as subprotocols too.
        `Subprotocol ${index + 1} of ${list.length} cannot be offered: it is ${
          isToken ? 'there twice' : 'not a token'
        }. Use each name once, of letters, digits and any of !#$%&'*+-.^_\`|~ only.`,
      );
    }
  }
  const text = hrefOf(url);
  if (text !== null && typeof text !== 'string') throw notUrl(url, '');
  if (text !== null) assertUrl(text);
  return { url: text, protocols: list };
}

function listOf(protocols: string | readonly string[]): string[] {
  try {
    return typeof protocols === 'string' ? [protocols] : [...protocols];
  } catch (cause) {
    throw new TowlineError(
      'invalid-protocol',
      'The subprotocols are no list. Give a name, or an array of names.',
      { cause },
    );
  }
}

/** On any page: whether there is one is only known when it opens. */
function assertUrl(text: string) {
  try {
    resolveUrl(text, 'http://localhost/');
  } catch {
    // As https:?room=1, which is relative on an encrypted page only.
    resolveUrl(text, 'https://localhost/');
  }
}

/** A URL of another realm is an object with a href too. */
function hrefOf(url: Url): unknown {
  try {
    return url !== null && typeof url === 'object' ? url.href : url;
  } catch (cause) {
    throw notUrl(url, '', cause);
  }
}

/** The destination of the live options: off is one too. */
export function destinationOf(live: {
  readonly url: Url;
  readonly protocols?: string | readonly string[] | undefined;
  readonly enabled?: boolean | undefined;
}): Destination {
  return createDestination(live.enabled === false ? null : live.url, live.protocols);
}

export function sameDestination(a: Destination, b: Destination): boolean {
  return (
    a.url === b.url &&
    a.protocols.length === b.protocols.length &&
    a.protocols.every((protocol, index) => protocol === b.protocols[index])
  );
}

/**
 * The ws(s) URL to connect to.
 *
 * @throws TowlineError `invalid-url`, and `insecure-url` for ws: from an https: page
 */
export function resolveUrl(text: string, base: string | undefined): string {
  let url: Pick<URL, 'href' | 'protocol' | 'hostname'>;
  try {
    // Read here: where URL is incomplete, as in React Native, its getters throw.
    const { href, protocol, hostname } = new URL(text, base);
    url = { href, protocol, hostname };
  } catch (cause) {
    throw notUrl(
      text,
      base ? '' : ' that can be opened without a page to resolve it against',
      cause,
    );
  }
  const scheme = SCHEMES[url.protocol];
  if (!scheme || url.href.includes('#')) {
    throw new TowlineError(
      'invalid-url',
      `"${withoutSecrets(text)}" cannot be opened: a WebSocket URL ${
        scheme
          ? 'has no fragment. Remove the part after #.'
          : 'begins with ws:, wss:, http: or https:.'
      }`,
    );
  }
  if (scheme === 'ws:' && base?.startsWith('https:') && !isLocal(url.hostname)) {
    throw new TowlineError(
      'insecure-url',
      `"${withoutSecrets(text)}" is not encrypted, and this page came by https: browsers refuse that. Use wss://, or a relative URL.`,
    );
  }
  return scheme + url.href.slice(url.protocol.length);
}

export function notUrl(given: unknown, why: string, cause?: unknown): TowlineError {
  return new TowlineError(
    'invalid-url',
    `"${withoutSecrets(wordsOf(given))}" is not a URL${why}. Give a whole one, as in wss://example.com/chat, or null for none.`,
    { cause },
  );
}

/** Loopback counts as secure, without encryption too. */
function isLocal(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    /^127(\.\d+){3}$/.test(host)
  );
}
