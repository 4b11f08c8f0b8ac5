import useWebSocketModule from 'react-use-websocket';
import { useSeen } from '../frameworks/react.js';
import { topicOf } from '../support/messages.js';

// A CommonJS package: what is its default depends on who bundles it.
const useWebSocket = /** @type {typeof import('react-use-websocket').default} */ (
  /** @type {{ default?: unknown }} */ (useWebSocketModule).default ?? useWebSocketModule
);

export const framework = 'react';

/** @param {string} url */
export function useLast(url) {
  const { lastMessage } = useWebSocket(url);
  const last = lastMessage?.data ?? null;
  return { last, count: useSeen(last) };
}

/** @param {string} url */
export function createShared(url) {
  return url;
}

/**
 * @param {string} url
 * @param {string} topic
 */
export function useRow(url, topic) {
  const { lastMessage } = useWebSocket(url, {
    share: true,
    filter: ({ data }) => topicOf(data) === topic,
  });
  return lastMessage?.data ?? null;
}

/** @param {string} url */
export function useShared(url) {
  return useWebSocket(url, { share: true, filter: () => false }).readyState === 1;
}
