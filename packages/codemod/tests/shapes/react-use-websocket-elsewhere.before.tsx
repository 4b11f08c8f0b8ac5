import useWebSocket from 'react-use-websocket';
import { options } from './options';

export function useFeed(on: boolean) {
  const { sendJsonMessage } = useWebSocket('/feed', options, on);
  const { readyState } = useWebSocket('/light', undefined, on);
  return { sendJsonMessage, readyState };
}
