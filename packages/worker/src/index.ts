/**
 * A socket and its decoding in a Web Worker, one batch per frame.
 *
 * @module @towline/worker
 */

export { inWorker } from './in-worker.js';
export { serve, type ServeOptions } from './serve.js';
