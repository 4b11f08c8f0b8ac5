import { createMockServer, type MockServer } from '@towline/testing';

export function createServer(): MockServer {
  return createMockServer();
}

export const actions: Readonly<Record<string, (server: MockServer) => void>> = {
  'Restart (1012)': (server) => server.close(1012, 'restart'),
  'End it (1000)': (server) => server.close(1000, 'done'),
};
