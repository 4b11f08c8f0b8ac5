import { useWebSocket as useVueWebSocket } from '@towline/vue';

export const useWebSocket = (url: string) =>
  useVueWebSocket(url);
