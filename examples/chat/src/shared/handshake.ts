import type { Handshake, Header } from '../../protocol.js';

/** A line of the table: a header, and why it matters, where it does. */
export interface HandshakeRow {
  readonly name: string;
  readonly value: string;
  readonly why: string | null;
}

export interface HandshakeTable {
  readonly caption: string;
  /** The first line of the message. */
  readonly line: string;
  readonly rows: readonly HandshakeRow[];
}

const REQUEST: Readonly<Record<string, string>> = {
  upgrade: 'Asks to leave HTTP, and to speak WebSocket on this connection.',
  connection: 'Upgrade is meant for the next hop only: proxies must not pass it on unread.',
  'sec-websocket-key': 'Random, new for each attempt. No secret: the answer must be made of it.',
  'sec-websocket-version': '13 is RFC 6455, the only version in use.',
  'sec-websocket-protocol': 'The subprotocols that this client can speak.',
  origin: 'The page that asks. The browser sets it, and not the page, so the server can check it.',
};

const RESPONSE: Readonly<Record<string, string>> = {
  upgrade: 'Agreed: what follows is WebSocket.',
  connection: 'The answer to the same header of the request.',
  'sec-websocket-accept':
    'SHA-1 of the key and a fixed text: a cache cannot have made this answer.',
  'sec-websocket-protocol': 'The subprotocol that the server chose.',
  'sec-websocket-extensions': 'What both do to frames besides, as compression.',
};

export function handshakeIntro(handshake: Handshake | null): string {
  return handshake
    ? 'A WebSocket begins as an HTTP request. This is what the server saw for this connection.'
    : 'What went over the wire is shown here once it is connected.';
}

export function handshakeTables(handshake: Handshake): readonly HandshakeTable[] {
  const { requestLine, requestHeaders, statusLine, responseHeaders } = handshake;
  return [
    { caption: 'Request', line: requestLine, rows: rowsOf(requestHeaders, REQUEST) },
    { caption: 'Answer', line: statusLine, rows: rowsOf(responseHeaders, RESPONSE) },
  ];
}

/** What makes it a WebSocket comes first. */
function rowsOf(headers: readonly Header[], whys: Readonly<Record<string, string>>) {
  const rank = (name: string) => {
    const index = Object.keys(whys).indexOf(name.toLowerCase());
    return index < 0 ? Number.POSITIVE_INFINITY : index;
  };
  return headers
    .map(([name, value]): HandshakeRow => {
      return { name, value, why: whys[name.toLowerCase()] ?? null };
    })
    .sort((a, b) => (rank(a.name) === rank(b.name) ? 0 : rank(a.name) - rank(b.name)));
}
