import { createMockServer, type MockServer } from '@towline/testing';

/** Says what it was told, louder. */
export function createServer(): MockServer {
  const server = createMockServer();
  server.reply((text) => `${String(text).toUpperCase()}!`);
  return server;
}

export const actions: Readonly<Record<string, (server: MockServer) => void>> = {
  'Say hello': (server) => server.send('Hello from the server'),
};
