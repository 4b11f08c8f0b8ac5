import { useIntervalFn, useTimeoutPoll, useWebSocket } from '@vueuse/core';

const message = 'ping';
const pong = () => `pong ${message}`;

export function useFeeds() {
  useWebSocket('/a', { autoReconnect: true, heartbeat: true });
  useWebSocket('/b', { autoReconnect: true, heartbeat: { message } });
  useWebSocket('/c', { autoReconnect: true, heartbeat: { message, responseMessage: pong } });
  useWebSocket('/d', {
    autoReconnect: true,
    heartbeat: { message: () => message, pongTimeout: 5000, interval: 20_000 },
  });
  useWebSocket('/scheduled', {
    autoReconnect: true,
    heartbeat: { scheduler: (cb) => useIntervalFn(cb, 20_000, { immediate: false }) },
  });
  useWebSocket('/polled', {
    autoReconnect: true,
    heartbeat: { scheduler: (cb) => useTimeoutPoll(cb, 20_000) },
  });
  useWebSocket('/e', { autoReconnect: true, heartbeat: false });
}
