/**
 * Connection status and messages as composables, with all of the core.
 *
 * @module @towline/vue
 */

export * from '@towline/core';
export { useChannel } from './useChannel.js';
export { useLatest } from './useLatest.js';
export { useMessage } from './useMessage.js';
export { useMessageReducer } from './useMessageReducer.js';
export { useMessages } from './useMessages.js';
export { useRetryCountdown } from './useRetryCountdown.js';
export { useSelector } from './useSelector.js';
export { useWebSocket, type VueWebSocketOptions, type WebSocketResult } from './useWebSocket.js';
