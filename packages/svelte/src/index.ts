/**
 * Connection status and messages as runes and stores, with all of the core.
 *
 * @module @towline/svelte
 */

export * from '@towline/core';
export { useChannel } from './useChannel.svelte.js';
export { useLatest } from './useLatest.svelte.js';
export { useMessage } from './useMessage.svelte.js';
export type { Current } from './current.svelte.js';
export { useMessageReducer } from './useMessageReducer.svelte.js';
export { useMessages } from './useMessages.svelte.js';
export { useRetryCountdown } from './useRetryCountdown.svelte.js';
export { useSelector } from './useSelector.svelte.js';
export { type SvelteWebSocketOptions, useWebSocket } from './useWebSocket.svelte.js';
export type { WebSocketResult } from './result.js';
export { webSocketStore } from './webSocketStore.js';
