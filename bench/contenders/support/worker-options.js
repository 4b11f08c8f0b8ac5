import { inWorker } from '@towline/worker';

/** The WebSocket is in a worker, the framework on top of it on the page. */
export const workerOptions = inWorker(
  () => new Worker(new URL('./feed.worker.js', import.meta.url), { type: 'module' }),
);
