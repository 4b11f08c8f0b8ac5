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
      case 'Waiting':
        return 'blue';
      default:
        return 'closed' === status.value ? 'red' : 'grey';
    }
  });
  const text = computed(() => 'Status: ' + status.value);
  const isKnown = computed(() => status.value !== 'UNKNOWN' && status.value != 'closed');
  const isOpen = (status: { value: string }) => status.value === 'OPEN';
  watch(status, (value) => value === 'OPEN' && send('hello'));
  return { color, text, isKnown, all: [{ value: 'OPEN' }].filter(isOpen).map((send) => useOther(send, true)) };
}
