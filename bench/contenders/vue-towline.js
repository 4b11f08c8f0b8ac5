import { createWebSocket, keyed, useLatest, useMessageReducer, useWebSocket } from '@towline/vue';
import { computed } from 'vue';
import { topicOf } from '../support/messages.js';

export const framework = 'vue';

/**
 * @param {string} url
 * @param {import('@towline/core').WebSocketOptions} [options]
 */
export function useLast(url, options) {
  const { lastMessage, socket } = useWebSocket(url, options);
  return { last: lastMessage, count: useMessageReducer(socket, countOne, 0) };
}

/** @param {number} count */
function countOne(count) {
  return count + 1;
}

/**
 * @param {string} url
 * @param {import('@towline/core').WebSocketOptions} [options]
 */
export function createShared(url, options) {
  return keyed(createWebSocket(url, options), topicOf);
}

/**
 * @param {ReturnType<typeof createShared>} topics
 * @param {string} topic
 */
export function useRow(topics, topic) {
  return useLatest(topics.get(topic));
}

/** @param {ReturnType<typeof createShared>} topics */
export function useShared({ socket }) {
  const { status } = useWebSocket(socket);
  return computed(() => status.value === 'open');
}
