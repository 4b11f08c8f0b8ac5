import { heartbeat, useWebSocket } from '@towline/vue';
import { useIntervalFn, useTimeoutPoll } from '@vueuse/core';

const message = 'ping';
const pong = () => `pong ${message}`;

export function useFeeds() {
  useWebSocket('/a', {
    heartbeat: heartbeat({
      message: 'ping',
      interval: 1000,
      timeout: 1000,
      isAnswer: message => message === 'ping'
    })
  });
  useWebSocket('/b', {
    heartbeat: heartbeat({
      message,
      interval: 1000,
      timeout: 1000,
      isAnswer: answer => answer === message
    })
  });
  useWebSocket('/c', {
    heartbeat: heartbeat({
      message,
      interval: 1000,
      timeout: 1000,
      isAnswer: message => message === pong()
    })
  });
  useWebSocket('/d', {
    heartbeat: heartbeat({
      message: () => message,
      interval: 20_000,
      timeout: 5000,
      isAnswer: answer => answer === message
    })
  });
  useWebSocket('/scheduled', {
    heartbeat: heartbeat({
      message: 'ping',
      interval: 20_000,
      timeout: 1000,
      isAnswer: message => message === 'ping'
    })
  });
  useWebSocket('/polled', {
    heartbeat: heartbeat({
      message: 'ping',
      interval: 1000,
      timeout: 1000,
      isAnswer: message => message === 'ping'
    })
  });
  useWebSocket('/e');
}
