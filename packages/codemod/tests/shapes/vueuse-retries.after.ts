import { useWebSocket } from '@towline/vue';
import { config } from './config';

const DELAY = 2000;
const delayOf = (retries: number) => retries * 1000;
const mayRetry = (retried: number) => retried < 5;

export function useFeeds() {
  useWebSocket('/a', {
    retry: () => DELAY
  });
  useWebSocket('/b', {
    retry: (_close, attempt) => (retried => retried < 5)(attempt - 1) ? delayOf(attempt) : null
  });
  useWebSocket('/c', {
    retry: (_close, attempt, delay) => mayRetry(attempt - 1) ? delay : null
  });
  useWebSocket('/d', {
    retry: (_close, attempt) => attempt <= config.retries ? attempt * 2 : null
  });
  useWebSocket('/e', {
    retry: (_close, attempt) => navigator.onLine ? 500 : null
  });
  useWebSocket('/f');
}
