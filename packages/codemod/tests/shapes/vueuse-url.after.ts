import { useWebSocket } from '@towline/vue';
import { createSharedComposable } from '@vueuse/core';
import { computed } from 'vue';
import { delay } from './config';

export const useChat = createSharedComposable(() => useWebSocket('/chat'));

export function useRoom(props: { room?: string }) {
  const url = computed(() => (props.room ? `/rooms/${props.room}` : undefined));
  const { lastMessage: data = null, open, ...rest } = useWebSocket(url, {
    retry: () => delay
  });
  useWebSocket(() => (props.room ? `/rooms/${props.room}` : null));
  return { data, open, rest };
}
