import { createWebSocket, json } from '@towline/core';
import { inWorker } from '@towline/worker';

// The page of worker.spec.ts, built by each bundler: a feed in a worker, and what it told.

const start = () => new Worker(new URL('./feed.worker.js', import.meta.url), { type: 'module' });

const feed = createWebSocket('/feed', inWorker(start, { codec: json() }));
/** @type {unknown[]} */
const heard = [];
/** @type {string[]} */
const told = [];
feed.on('message', (message) => heard.push(message));
feed.on('open', () => told.push('open'));
feed.on('close', ({ code, cause }) => told.push(`close ${code} ${cause}`));
feed.on('error', ({ code }) => told.push(`error ${code}`));
Object.assign(globalThis, { feed, heard, told });
