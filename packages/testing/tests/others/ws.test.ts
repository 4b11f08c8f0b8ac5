import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { tellStory } from './story.js';

describe('Towline with a real server of ws', () => {
  tellStory(async () => {
    vi.stubGlobal('WebSocket', WebSocket);
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    server.on('connection', (client) => {
      client.send('welcome');
      client.on('message', (data) => client.send(`${data}!`));
    });
    await once(server, 'listening');
    return {
      url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
      close() {
        for (const client of server.clients) client.close(4000);
      },
      stop() {
        vi.unstubAllGlobals();
        for (const client of server.clients) client.terminate();
        server.close();
      },
    };
  });
});
