import { useWebSocket } from '@towline/vue';
import { computed, watch } from 'vue';

export const shared = useWebSocket('/shared');

export function useFeed() {
  const feed = useWebSocket('/feed');
  const online = computed(() => feed.status.value === 'open');
  watch(feed.lastMessage, (text) => feed.send(`got ${text}`));
  const waiting = computed(() => feed.socket.value?.bufferedAmount);
  return { online, waiting, feed, open: feed.open };
}
