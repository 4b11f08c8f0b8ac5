import { createWebSocket } from '@towline/core';

/** Long enough to be watched: 4 s, 5 s, 6 s … By default the first try comes within 1.5 s, at a moment that is drawn. */
export const chat = createWebSocket('/ws/chat', {
  retry: (_close, attempt, defaultDelay) => (defaultDelay === null ? null : 3000 + attempt * 1000),
});
