import { json, useWebSocket } from '@towline/react';
import { options } from './options';

export function useFeed(on: boolean) {
  const { send: sendJsonMessage } = useWebSocket('/feed', {
    ...options,
    codec: json(),
    enabled: on
  });
  const { readyState } = useWebSocket('/light', {
    retry: false,
    enabled: on
  });
  return { sendJsonMessage, readyState };
}
