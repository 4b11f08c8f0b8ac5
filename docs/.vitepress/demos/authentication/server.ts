import { createMockServer, type MockServer } from '@towline/testing';

export function createServer(): MockServer {
  const server = createMockServer();
  void welcome(server);
  return server;
}

async function welcome(server: MockServer) {
  for await (const connection of server) {
    const token = new URL(connection.url).searchParams.get('token');
    connection.send(`Welcome, ${token}`);
  }
}

export const actions: Readonly<Record<string, (server: MockServer) => void>> = {
  'Expire the token (4401)': (server) => server.close(4401, 'expired'),
};
