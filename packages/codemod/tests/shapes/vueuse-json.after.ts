import { useWebSocket } from '@towline/vue';

export const useFeed = () => {
  const { lastMessage: data } = useWebSocket('/feed');
  return data;
};
