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
      case 'Waiting':
        return 'blue';
      default:
        return 'CLOSED' === status.value ? 'red' : 'grey';
    }
  });
  const text = computed(() => 'Status: ' + status.value);
  const isKnown = computed(() => status.value !== 'UNKNOWN' && status.value != 'CLOSED');
  const isOpen = (status: { value: string }) => status.value === 'OPEN';
  watch(status, (value) => value === 'OPEN' && send('hello'));
  return { color, text, isKnown, all: [{ value: 'OPEN' }].filter(isOpen).map((send) => useOther(send, true)) };
}
