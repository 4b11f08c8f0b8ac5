import useWebSocket from 'react-use-websocket';

export function useFeeds(retryOnError: boolean) {
  useWebSocket('/errors', { retryOnError: true });
  useWebSocket('/errors-limited', {
    retryOnError: true,
    reconnectAttempts: 5,
    reconnectInterval: 3000,
  });
  useWebSocket('/asked', { retryOnError });
  useWebSocket('/no-close', { retryOnError: true, shouldReconnect: () => false });
  useWebSocket('/some', { retryOnError: true, shouldReconnect: (event) => event.code === 4001 });
  useWebSocket('/all', { retryOnError: true, shouldReconnect: () => true });
  useWebSocket('/none', { retryOnError: false });
}
