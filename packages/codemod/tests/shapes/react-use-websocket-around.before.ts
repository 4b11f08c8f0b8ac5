import useReactWebSocket, { ReadyState } from 'react-use-websocket';

const OPEN = 'open';

export function useWebSocket(url: string) {
  const { readyState, sendMessage } = useReactWebSocket(url, { shouldReconnect: () => true });
  const state = readyState === ReadyState.OPEN ? OPEN : 'other';
  return { state, sendMessage };
}
