import { createWebSocket, keyed, useMessageReducer, useWebSocket } from '@towline/svelte';
import { topicOf } from '../support/messages.js';

export const framework = 'svelte';

/** @param {string} url */
export function useLast(url) {
  const connection = useWebSocket(url);
  const count = useMessageReducer(connection, countOne, 0);
  return {
    get last() {
      return connection.lastMessage;
    },
    get count() {
      return count.current;
    },
  };
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
  const connection = useWebSocket(socket);
  return {
    get current() {
      return connection.status === 'open';
    },
  };
}
