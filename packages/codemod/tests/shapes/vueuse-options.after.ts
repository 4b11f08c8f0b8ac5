import { useWebSocket } from '@towline/vue';

export function useFeed(url: string) {
  const { lastMessage: data, socket: ws, send } = useWebSocket(url, {
    immediate: false,
    protocols: ['feed.v1'],

    onMessage(_ws, event) {
      console.log(event.data);
    }
  });
  send('hello');
  return { data, ws };
}

export const plain = (url: string) => useWebSocket(url, {
  retry: false
});
