import { createSharedComposable, useWebSocket } from '@vueuse/core';
import { computed } from 'vue';
import { delay } from './config';

export const useChat = createSharedComposable(() => useWebSocket('/chat', { autoReconnect: true }));

export function useRoom(props: { room?: string }) {
  const url = computed(() => (props.room ? `/rooms/${props.room}` : undefined));
  const { data = null, open, ...rest } = useWebSocket(url, { autoReconnect: { delay } });
  useWebSocket(() => (props.room ? `/rooms/${props.room}` : undefined), { autoReconnect: true });
  return { data, open, rest };
}
