import useWebSocket from 'react-use-websocket';
import { INTERVAL } from './config';

const delayOf = (attempt: number) => Math.min(1000 * 2 ** attempt, 10_000);
const shouldReconnect = () => true;
const delay = 3000;
const message = '{"type":"ping"}';

export function useFeeds() {
  useWebSocket('/a', { shouldReconnect: () => true, reconnectInterval: INTERVAL });
  useWebSocket('/b', { shouldReconnect: () => true, reconnectInterval: delayOf });
  useWebSocket('/c', { shouldReconnect, reconnectAttempts: 5, retryOnError: true });
  useWebSocket('/delay', { shouldReconnect: () => true, reconnectInterval: delay });
  const { lastJsonMessage } = useWebSocket('/d', {
    shouldReconnect: () => true,
    heartbeat: { message, returnMessage: message, interval: 25_000, timeout: 60_000 },
  });
  return lastJsonMessage;
}
