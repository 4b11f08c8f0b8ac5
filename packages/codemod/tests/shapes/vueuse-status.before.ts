import { useWebSocket } from '@vueuse/core';
import { computed, watch } from 'vue';

export function useLight(url: string) {
  const { status, send } = useWebSocket(url, { autoReconnect: true });
  const color = computed(() => {
    switch (status.value) {
      case 'OPEN':
        return 'green';
      case 'CONNECTING':
        return 'yellow';
      default:
        return 'CLOSED' === status.value ? 'red' : 'grey';
    }
  });
  const isOpen = (status: { value: string }) => status.value === 'OPEN';
  watch(status, (value) => value === 'OPEN' && send('hello'));
  return { color, all: [{ value: 'OPEN' }].filter(isOpen).map((send) => useOther(send, true)) };
}
