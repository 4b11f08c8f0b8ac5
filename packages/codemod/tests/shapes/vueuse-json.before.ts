import { useWebSocket } from '@vueuse/core';

export const useFeed = () => {
  const { data } = useWebSocket<string>('/feed', { autoReconnect: true });
  return data;
};
