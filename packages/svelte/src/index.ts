export * from '@towline/core';
export { useMessage } from './useMessage.svelte.js';
export type { Current } from './current.svelte.js';
export { useMessageReducer } from './useMessageReducer.svelte.js';
export { useMessages } from './useMessages.svelte.js';
export { useRetryCountdown } from './useRetryCountdown.svelte.js';
export { type SvelteWebSocketOptions, useWebSocket } from './useWebSocket.svelte.js';
export type { WebSocketResult } from './result.js';
export { webSocketStore } from './webSocketStore.js';
