export * from '@towline/core';
export { useMessage } from './useMessage.js';
export { useMessageReducer } from './useMessageReducer.js';
export { useMessages } from './useMessages.js';
export { useRetryCountdown } from './useRetryCountdown.js';
export { useWebSocket, type WebSocketResult } from './useWebSocket.js';
