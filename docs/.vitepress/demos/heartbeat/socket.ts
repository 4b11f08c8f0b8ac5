import { createWebSocket, heartbeat } from '@towline/core';

/** Often enough to be watched. By default it asks after 30 s of silence, and waits 10 s for the answer. */
export const feed = createWebSocket('/ws/feed', {
  heartbeat: heartbeat({
    message: 'ping',
    isAnswer: (message) => message === 'pong',
    interval: 2000,
    timeout: 2000,
  }),
});
