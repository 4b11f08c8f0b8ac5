import { createLog, createWebSocket } from '@towline/core';

export const feed = createWebSocket('/ws/feed', {
  prepare: async ({ url, signal }) => ({
    url: `${url}?token=${encodeURIComponent(await freshToken(signal))}`,
  }),
});

/** What the server has said, whoever shows it. */
export const greetings = createLog(feed, { limit: 4 });

let count = 0;

/** Stands for `fetch('/api/token', { method: 'POST', signal })`. */
function freshToken(signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      count += 1;
      resolve(`token-${count}`);
    }, 400);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
