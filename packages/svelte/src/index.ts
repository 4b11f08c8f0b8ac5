export * from '@towline/core';
export { useMessage } from './useMessage.svelte.js';
export { type MessagesOptions, useMessages } from './useMessages.svelte.js';
export { type SvelteWebSocketOptions, useWebSocket } from './useWebSocket.svelte.js';
export type { WebSocketResult } from './result.js';
export { webSocketStore } from './webSocketStore.js';
