import { useWebSocket } from '@towline/react';

export function useFeed(url: string) {
  useWebSocket(url, {
    retry: (close, attempt) => attempt <= 10 ? 3000 : null
  });
}
