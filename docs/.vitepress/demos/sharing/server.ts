import { json } from '@towline/core';
import { createMockServer, type MockServer } from '@towline/testing';
import type { Message } from './socket';

type ChatServer = MockServer<unknown, Message>;

export function createServer(): ChatServer {
  const server: ChatServer = createMockServer({ codec: json<unknown, Message>() });
  void welcome(server);
  return server;
}

async function welcome(server: ChatServer) {
  for await (const connection of server) {
    connection.send({ text: 'Welcome', connections: server.connections.length });
  }
}

export const actions: Readonly<Record<string, (server: ChatServer) => void>> = {
  'Say hello': (server) => server.send({ text: 'Hello', connections: server.connections.length }),
};
