import {
  createWebSocket,
  keyed,
  useLatest,
  useMessageReducer,
  useWebSocket,
} from '@towline/svelte';
import { topicOf } from '../support/messages.js';

export const framework = 'svelte';

/**
 * @param {string} url
 * @param {import('@towline/core').WebSocketOptions} [options]
 */
export function useLast(url, options) {
  const connection = useWebSocket(url, options);
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
  const connection = useWebSocket(socket);
  return {
    get current() {
      return connection.status === 'open';
    },
  };
}
