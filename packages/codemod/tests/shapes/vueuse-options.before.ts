import { useWebSocket } from '@vueuse/core';

export function useFeed(url: string) {
  const { data, ws, send } = useWebSocket(url, {
    immediate: false,
    autoReconnect: true,
    protocols: ['feed.v1'],
    binaryType: 'blob',
    onMessage(_ws, event) {
      console.log(event.data);
    },
  });
  send('hello', true);
  return { data, ws };
}

export const plain = (url: string) => useWebSocket(url);
