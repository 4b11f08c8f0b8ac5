import { heartbeat, json, useWebSocket } from '@towline/react';
import { INTERVAL } from './config';

const delayOf = (attempt: number) => Math.min(1000 * 2 ** attempt, 10_000);
const shouldReconnect = () => true;
const delay = 3000;
const message = '{"type":"ping"}';

export function useFeeds() {
  useWebSocket('/a', {
    retry: () => INTERVAL
  });
  useWebSocket('/b', {
    retry: (close, attempt) => delayOf(attempt - 1)
  });
  useWebSocket('/c', {
    retry: (close, attempt, delay) => (!close.wasClean || shouldReconnect(close)) && attempt <= 5 ? delay : null
  });
  useWebSocket('/delay', {
    retry: () => delay
  });
  const { lastMessage: lastJsonMessage } = useWebSocket('/d', {
    heartbeat: heartbeat({
      message,
      interval: 25_000,
      timeout: 35000,
      isAnswer: answer => answer === message
    }),

    codec: json()
  });
  return lastJsonMessage;
}
