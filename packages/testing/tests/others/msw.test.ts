import { ws } from 'msw';
import { setupServer } from 'msw/node';
import { describe, vi } from 'vitest';
import { WebSocket } from 'ws';
import { tellStory } from './story.js';

describe('Towline under the ws handlers of MSW', () => {
  tellStory(() => {
    // Node before version 22 has none that MSW could take the place of.
    vi.stubGlobal('WebSocket', WebSocket);
    const chat = ws.link('ws://localhost/chat');
    const server = setupServer(
      chat.addEventListener('connection', ({ client }) => {
        client.send('welcome');
        client.addEventListener('message', ({ data }) => client.send(`${data}!`));
      }),
    );
    server.listen();
    return {
      url: 'ws://localhost/chat',
      close() {
        for (const client of chat.clients) client.close(4000);
      },
      stop() {
        server.close();
        vi.unstubAllGlobals();
      },
    };
  });
});
