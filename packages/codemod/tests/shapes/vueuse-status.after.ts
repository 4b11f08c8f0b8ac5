import { useWebSocket } from '@towline/vue';
import { computed, watch } from 'vue';

export function useLight(url: string) {
  const { status, send } = useWebSocket(url);
  const color = computed(() => {
    switch (status.value) {
      case 'open':
        return 'green';
      case 'connecting':
        return 'yellow';
      default:
        return 'closed' === status.value ? 'red' : 'grey';
    }
  });
  const isOpen = (status: { value: string }) => status.value === 'OPEN';
  watch(status, (value) => value === 'OPEN' && send('hello'));
  return { color, all: [{ value: 'OPEN' }].filter(isOpen).map((send) => useOther(send, true)) };
}
