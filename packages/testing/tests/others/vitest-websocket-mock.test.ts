import { describe } from 'vitest';
import WS from 'vitest-websocket-mock';
import { tellStory } from './story.js';

describe('Towline under vitest-websocket-mock', () => {
  tellStory(() => {
    const url = 'ws://localhost:1234/';
    // It puts its class in the global's place, for as long as there is a server.
    const server = new WS(url);
    server.on('connection', (client) => {
      client.send('welcome');
      client.on('message', (data) => client.send(`${data}!`));
    });
    return {
      url,
      close() {
        for (const client of server.server.clients()) {
          client.close({ code: 4000, reason: '', wasClean: true });
        }
      },
      stop: () => WS.clean(),
    };
  });
});
