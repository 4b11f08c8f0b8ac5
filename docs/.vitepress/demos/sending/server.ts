import { createMockServer, type MockServer } from '@towline/testing';

/** Only listens. */
export function createServer(): MockServer {
  return createMockServer();
}

export const actions: Readonly<Record<string, (server: MockServer) => void>> = {};
