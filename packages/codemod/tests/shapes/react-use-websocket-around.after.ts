import { OPEN, useWebSocket as useReactWebSocket } from '@towline/react';

const OPEN = 'open';

export function useWebSocket(url: string) {
  const { readyState, send: sendMessage } = useReactWebSocket(url);
  const state = readyState === OPEN ? OPEN : 'other';
  return { state, sendMessage };
}
