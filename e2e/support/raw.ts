import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A client without a library, which may say what it likes. */
export interface RawClient {
  readonly socket: WebSocket;
  readonly answers: Record<string, unknown>[];
}

export const CLIENT = 'a-client-of-the-tests';

export async function connect(url: string, name = 'Raw'): Promise<RawClient> {
  const socket = new WebSocket(addressOf(url, { client: CLIENT, name }), 'chat.v1');
  const answers: RawClient['answers'] = [];
  socket.on('message', (data) => answers.push(JSON.parse(String(data))));
  socket.on('error', () => {});
  await once(socket, 'open');
  return { socket, answers };
}

export function addressOf(url: string, query: Record<string, string>): string {
  return `${url.replace('http', 'ws')}/ws/chat?${new URLSearchParams(query)}`;
}
