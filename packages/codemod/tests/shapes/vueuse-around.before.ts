import { useWebSocket as useVueWebSocket } from '@vueuse/core';

export const useWebSocket = (url: string) =>
  useVueWebSocket(url, { autoReconnect: true, heartbeat: false });
