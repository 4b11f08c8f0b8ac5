import { createLog, createWebSocket } from '@towline/core';

export const feed = createWebSocket('/ws/feed', {
  prepare: async ({ url }) => ({ url: `${url}?token=${await freshToken()}` }),
});

/** What the server has said, whoever shows it. */
export const greetings = createLog(feed, { limit: 4 });

let count = 0;

/** Stands for `fetch('/api/token', { method: 'POST', signal })`. */
async function freshToken(): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 400));
  count += 1;
  return `token-${count}`;
}
