import { createWebSocket } from '@towline/core';

/** The others have no bounds, or wider ones. */
const queue = { maxMessages: 20_000, maxBytes: 4 * 1024 * 1024 };

/** @type {import('../page/kit.js').CoreContender['createClient']} */
export function createClient(url, { opened, message } = {}) {
  const socket = createWebSocket(url, { queue });
  if (opened) socket.on('open', opened);
  if (message) socket.on('message', message);
  socket.open();
  return {
    send: socket.send,
    isOpen: () => socket.readyState === 1,
    close: () => socket.close(),
  };
}
