import { useWebSocket } from 'ahooks';
import { useSeen } from '../frameworks/react.js';

export const framework = 'react';

/** @param {string} url */
export function useLast(url) {
  const { latestMessage } = useWebSocket(url);
  const last = latestMessage?.data ?? null;
  return { last, count: useSeen(last) };
}

/** @param {string} url */
export function createShared(url) {
  return url;
}

/**
 * It shares nothing: each component has a connection.
 *
 * @param {string} url
 */
export function useShared(url) {
  return useWebSocket(url).readyState === 1;
}
