import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { Token } from '../../examples/chat/protocol.ts';

/** A client without a library, which may say what it likes. */
export interface RawClient {
  readonly socket: WebSocket;
  /** A picture is its header, with the bytes beside it. */
  readonly answers: Record<string, unknown>[];
  /** The answers of one type. */
  of(type: string): Record<string, unknown>[];
  send(message: object): void;
  /** Code and reason. */
  readonly closed: Promise<[code: number, reason: string]>;
}

export const CLIENT = 'a-client-of-the-tests';

/** Signs in by a token, and waits until it is open. */
export async function connect(url: string, name = 'Raw', client = CLIENT): Promise<RawClient> {
  return knock(url, { token: await tokenFor(url, name, client) });
}

/** Opens a connection with that query, and says nothing. */
export async function knock(
  url: string,
  query: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<RawClient> {
  const socket = new WebSocket(addressOf(url, query), 'chat.v1', { headers });
  const answers: RawClient['answers'] = [];
  socket.on('message', (data: Buffer, isBinary) => {
    answers.push(isBinary ? readPicture(data) : JSON.parse(String(data)));
  });
  socket.on('error', () => {});
  const closed = once(socket, 'close').then(([code, reason]): [number, string] => [
    code,
    String(reason),
  ]);
  await once(socket, 'open');
  return {
    socket,
    answers,
    closed,
    of: (type) => answers.filter((answer) => answer['type'] === type),
    send: (message) => socket.send(JSON.stringify(message)),
  };
}

export function addressOf(url: string, query: Record<string, string> = {}): string {
  const search = new URLSearchParams(query).toString();
  return `${url.replace('http', 'ws')}/ws/chat${search && `?${search}`}`;
}

/** What `POST /token` answers to this body. */
export function askForToken(
  url: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${url}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
}

export async function tokenFor(url: string, name = 'Raw', client = CLIENT): Promise<string> {
  const response = await askForToken(url, JSON.stringify({ client, name }));
  return ((await response.json()) as Token).token;
}

/** A binary frame: the header's length, the header, the image. */
export function pictureFrame(header: object | string, bytes: Uint8Array): Buffer {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([length, json, bytes]);
}

function readPicture(frame: Buffer): Record<string, unknown> {
  const end = 4 + frame.readUInt32BE(0);
  return { ...JSON.parse(frame.toString('utf8', 4, end)), bytes: frame.subarray(end) };
}

/** A connection seen from TCP: every byte that comes, and whether it has ended. */
export interface Wire {
  readonly stream: Socket;
  /** All that has come, the answer to the handshake too. */
  received(): Buffer;
  /** Sends one frame, masked as a client's must be. */
  frame(opcode: number, payload: string): void;
  hasEnded(): boolean;
}

export async function openWire(port: number, path: string): Promise<Wire> {
  const stream = connectTcp(port, 'localhost');
  const chunks: Buffer[] = [];
  let ended = false;
  stream.on('data', (chunk) => chunks.push(chunk));
  for (const event of ['end', 'close', 'error']) {
    stream.on(event, () => {
      ended = true;
    });
  }
  stream.write(
    [
      `GET ${path} HTTP/1.1`,
      `Host: localhost:${port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Protocol: chat.v1',
      '\r\n',
    ].join('\r\n'),
  );
  await once(stream, 'data');
  return {
    stream,
    received: () => Buffer.concat(chunks),
    frame(opcode, payload) {
      // A mask of zeros leaves the payload as it is.
      const head = [0x80 | opcode, 0x80 | payload.length, 0, 0, 0, 0];
      stream.write(Buffer.concat([Buffer.from(head), Buffer.from(payload)]));
    },
    hasEnded: () => ended,
  };
}
