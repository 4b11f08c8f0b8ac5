import { encode } from '@msgpack/msgpack';
import { createMockServer, type MockData, type MockServer } from '@towline/testing';

interface Asked {
  readonly type?: string;
  readonly id?: string;
  readonly ids?: readonly string[];
  readonly jsonrpc?: string;
  readonly symbol?: string;
  readonly size?: number;
  readonly text?: string;
}

/** The server that the examples are written for: it answers what they ask. */
export function createDocsServer(): MockServer {
  const server = createMockServer();
  server.reply((data) => {
    if (data === 'ping') return 'pong';
    if (data === 'token') return 'welcome';
    const answer = answerTo(asked(data));
    return answer && JSON.stringify(answer);
  });
  return server;
}

function asked(data: MockData): Asked {
  if (typeof data !== 'string' || !data.startsWith('{')) return {};
  return JSON.parse(data);
}

function answerTo(message: Asked): object | undefined {
  const { type, id, ids, jsonrpc, symbol, size, text } = message;
  switch (type) {
    case 'ping':
      return { type: 'pong' };
    case 'auth':
      return { type: 'welcome' };
    case 'connection_init':
      return { type: 'connection_ack' };
    case 'say':
      return { type: 'said', id, from: 'You', text, at: 1 };
    case 'read':
      return { type: 'read', ids };
    case 'watch':
      return { symbol, price: 1 };
    case 'upload':
      return { type: 'upload-at', id, bytes: size };
    case undefined:
      if (id === undefined) return undefined;
      return jsonrpc === undefined ? { id, result: 1 } : { jsonrpc, id, result: [] };
    default:
      return undefined;
  }
}

/** What an example is sent: it has the fields of all of them. */
const MESSAGE = JSON.stringify({
  type: 'said',
  id: 'm1',
  from: 'Ada',
  text: 'hello',
  at: 1,
  kind: 'price',
  symbol: 'BTC',
  price: 2,
  room: 'lobby',
  user: 'ada',
});

/** Where a page has messages of its own. */
const OF_PAGES: Readonly<Record<string, object>> = {
  'docs/recipes/collaborative-cursor.md': {
    type: 'cursor',
    cursor: { id: 'ada', name: 'Ada', x: 0.5, y: 0.5 },
  },
  'docs/recipes/json-rpc.md': { jsonrpc: '2.0', method: 'todo.changed', params: { by: 'Ada' } },
  'docs/recipes/notifications.md': {
    type: 'inbox',
    notices: [{ id: 'n1', text: 'hello', read: false }],
  },
  'docs/recipes/presence.md': {
    type: 'here',
    people: [{ id: 'ada', name: 'Ada', away: true }],
  },
  'docs/recipes/typing-indicator.md': { type: 'typing', person: { id: 'ada', name: 'Ada' } },
};

/** A message that an example can read, and shows where it shows any; to what the server has received. */
export function messageFor(
  { page, code }: { readonly page: string; readonly code: string },
  received: readonly MockData[],
): MockData {
  const own = OF_PAGES[page];
  if (own) return JSON.stringify(own);
  if (page === 'docs/recipes/graphql.md') {
    const id = received.map(asked).findLast(({ type }) => type === 'subscribe')?.id;
    const data = { reviewAdded: { id: 'r1', text: 'hello' } };
    return JSON.stringify({ type: 'next', id, payload: { data } });
  }
  // Text, with its room before it.
  if (/split\(':'\)|'\.\/rooms'/.test(code) && page === 'docs/channels.md') return 'lobby:hello';
  if (/\bframed\b/.test(code)) return frame({ probe: 'a', at: 1 }, new Float32Array([1, 2]));
  if (/'@msgpack\/msgpack'/.test(code))
    return encode({ type: 'moved', id: 1, x: 3, y: 4 }).slice().buffer;
  if (/\bbinary\(\)|new Float32Array/.test(code)) return new Float32Array([1, 2]).buffer;
  return /\bNumber\(/.test(code) ? '1' : MESSAGE;
}

function frame(head: object, body: Float32Array): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(4 + text.length + body.byteLength);
  new DataView(bytes.buffer).setUint32(0, text.length);
  bytes.set(text, 4);
  bytes.set(new Uint8Array(body.buffer), 4 + text.length);
  return bytes.buffer;
}
