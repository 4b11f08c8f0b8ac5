export { inWorker } from './in-worker.js';
export { serve, type ServeOptions } from './serve.js';
