import { createWebSocket, keyed, useMessageReducer, useWebSocket } from '@towline/vue';
import { computed } from 'vue';
import { topicOf } from '../support/messages.js';

export const framework = 'vue';

/** @param {string} url */
export function useLast(url) {
  const { lastMessage, socket } = useWebSocket(url);
  return { last: lastMessage, count: useMessageReducer(socket, countOne, 0) };
}

/** @param {number} count */
function countOne(count) {
  return count + 1;
}

/** @param {string} url */
export function createShared(url) {
  return keyed(createWebSocket(url), topicOf);
}

/**
 * @param {ReturnType<typeof createShared>} topics
 * @param {string} topic
 */
export function useRow(topics, topic) {
  return useMessageReducer(topics.get(topic), takeLast, /** @type {string | null} */ (null));
}

/**
 * @param {string | null} _before
 * @param {string} message
 */
function takeLast(_before, message) {
  return message;
}

/** @param {ReturnType<typeof createShared>} topics */
export function useShared({ socket }) {
  const { status } = useWebSocket(socket);
  return computed(() => status.value === 'open');
}
