import { Server, WebSocket } from 'mock-socket';
import { describe, vi } from 'vitest';
import { tellStory } from './story.js';

describe('Towline under mock-socket', () => {
  tellStory(() => {
    vi.stubGlobal('WebSocket', WebSocket);
    const url = 'ws://localhost:1234/';
    const server = new Server(url, { mock: false });
    server.on('connection', (client) => {
      client.send('welcome');
      client.on('message', (data) => client.send(`${data}!`));
    });
    return {
      url,
      close() {
        for (const client of server.clients())
          client.close({ code: 4000, reason: '', wasClean: true });
      },
      stop() {
        vi.unstubAllGlobals();
        server.stop();
      },
    };
  });
});
