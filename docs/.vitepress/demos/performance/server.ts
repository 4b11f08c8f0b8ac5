import { createMockServer, type MockServer } from '@towline/testing';

export function createServer(): MockServer {
  return createMockServer();
}

/** 20 every 10 ms, a hundred times. */
function burst(server: MockServer) {
  let sent = 0;
  const timer = setInterval(() => {
    for (const end = sent + 20; sent < end; sent += 1) server.send(`Number ${sent + 1}`);
    if (sent === 2000) clearInterval(timer);
  }, 10);
}

export const actions: Readonly<Record<string, (server: MockServer) => void>> = {
  'One message': (server) => server.send('Hello'),
  '2,000 messages in a second': burst,
};
