import useWebSocket from 'react-use-websocket';

export function useFeed(url: string) {
  useWebSocket(url, {
    binaryType: 'blob',
    constructor: WebSocket,
    skipAssert: true,
    disableJson: true,
    shouldReconnect: () => true,
    retryOnError: true,
    reconnectAttempts: 10,
    reconnectInterval: 3000,
    withCredentials() {},
  });
}
