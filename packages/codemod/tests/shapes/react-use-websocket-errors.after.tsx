import { useWebSocket } from '@towline/react';

export function useFeeds(retryOnError: boolean) {
  useWebSocket('/errors', {
    retry: (close, attempt, delay) => !close.wasClean ? delay : null
  });
  useWebSocket('/errors-limited', {
    retry: (close, attempt) => !close.wasClean && attempt <= 5 ? 3000 : null
  });
  useWebSocket('/asked', {
    retry: (close, attempt, delay) => retryOnError && !close.wasClean ? delay : null
  });
  useWebSocket('/no-close', {
    retry: (close, attempt, delay) => !close.wasClean ? delay : null
  });
  useWebSocket('/some', {
    retry: (event, attempt, delay) => !event.wasClean || event.code === 4001 ? delay : null
  });
  useWebSocket('/all');
  useWebSocket('/none', {
    retry: false
  });
}
