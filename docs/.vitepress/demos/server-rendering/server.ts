import { createMockServer, type MockServer } from '@towline/testing';

const price = () => (100 + Math.random() * 10).toFixed(2);

export function createServer(): MockServer {
  return createMockServer();
}

export const actions: Readonly<Record<string, (server: MockServer) => void>> = {
  'Send a price': (server) => server.send(price()),
};
