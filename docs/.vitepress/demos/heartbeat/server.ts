import { createMockServer, type MockServer } from '@towline/testing';

export function createServer(): MockServer {
  const server = createMockServer();
  server.reply((message) => (message === 'ping' ? 'pong' : undefined));
  return server;
}

export const actions: Readonly<Record<string, (server: MockServer) => void>> = {
  'Say something': (server) => server.send('something'),
};
