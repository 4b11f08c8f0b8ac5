export * from '@towline/core';
export { useMessage } from './useMessage.js';
export { type MessagesOptions, useMessages } from './useMessages.js';
export { useWebSocket, type WebSocketResult } from './useWebSocket.js';
