import { attachChat } from './chat.js';

/**
 * The chat beside the page, on the same port: in `vite` and in `vite preview`.
 *
 * @returns {import('vite').Plugin}
 */
export function chatServer() {
  return {
    name: 'chat-server',
    configureServer({ httpServer }) {
      if (httpServer) attachChat(/** @type {import('node:http').Server} */ (httpServer));
    },
    configurePreviewServer({ httpServer }) {
      attachChat(/** @type {import('node:http').Server} */ (httpServer));
    },
  };
}
