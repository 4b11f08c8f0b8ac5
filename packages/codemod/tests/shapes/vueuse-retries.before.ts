import { useWebSocket } from '@vueuse/core';
import { config } from './config';

const DELAY = 2000;
const delayOf = (retries: number) => retries * 1000;
const mayRetry = (retried: number) => retried < 5;

export function useFeeds() {
  useWebSocket('/a', { autoReconnect: { retries: -1, delay: DELAY } });
  useWebSocket('/b', { autoReconnect: { retries: (retried) => retried < 5, delay: delayOf } });
  useWebSocket('/c', { autoReconnect: { retries: mayRetry } });
  useWebSocket('/d', { autoReconnect: { retries: config.retries, delay: (attempt) => attempt * 2 } });
  useWebSocket('/e', { autoReconnect: { retries: () => navigator.onLine, delay: () => 500 } });
  useWebSocket('/f', { autoReconnect: { retries: -1 } });
}
