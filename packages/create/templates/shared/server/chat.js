// The chat's server: whatever somebody says goes to all, and who comes gets the last messages.
import { WebSocketServer } from 'ws';

const PATH = '/ws/chat';
const KEPT = 50;

/** @param {import('node:http').Server} http the server of the page; its other upgrades stay its own */
export function attachChat(http) {
  const chat = new WebSocketServer({ noServer: true, maxPayload: 16 * 1024 });
  /** @type {{ id: number, text: string }[]} */
  const messages = [];
  let count = 0;

  http.on('upgrade', (request, socket, head) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== PATH) return;
    chat.handleUpgrade(request, socket, head, (client) => {
      client.on('error', () => client.terminate());
      client.on('message', (data) => {
        const text = textOf(String(data));
        if (text) say(text);
      });
      for (const message of messages) client.send(JSON.stringify(message));
    });
  });

  /** @param {string} text */
  function say(text) {
    count += 1;
    const message = { id: count, text };
    messages.push(message);
    if (messages.length > KEPT) messages.shift();
    for (const client of chat.clients) client.send(JSON.stringify(message));
  }
}

/**
 * What somebody says, or nothing where it is no message.
 *
 * @param {string} data
 */
function textOf(data) {
  try {
    const { text } = JSON.parse(data);
    return typeof text === 'string' ? text.trim().slice(0, 1000) : '';
  } catch {
    return '';
  }
}
