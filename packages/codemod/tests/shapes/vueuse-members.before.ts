import { useWebSocket } from '@vueuse/core';
import { computed, watch } from 'vue';

export const shared = useWebSocket('/shared', { autoReconnect: true });

export function useFeed() {
  const feed = useWebSocket('/feed', { autoReconnect: true });
  const online = computed(() => feed.status.value === 'OPEN');
  watch(feed.data, (text) => feed.send(`got ${text}`, false));
  const waiting = computed(() => feed.ws.value?.bufferedAmount);
  return { online, waiting, feed, open: feed.open };
}
