// Many clients of a server that dies and comes back; tells when each tried, and when each was back.
import { setTimeout as sleep } from 'node:timers/promises';
import { address, attempts, count, hear, loadContender, now, tell } from './worker.js';

/** ms that all may take to come back. */
const PATIENCE = 60_000;

const { createClient } = await loadContender();
/** @type {number[]} */
let arrivals = [];
const clients = Array.from({ length: count }, () =>
  createClient(address, { opened: () => arrivals.push(now()) }),
);
while (!clients.every((client) => client.isOpen())) await sleep(10);
tell('open');
await hear('died');
attempts.length = 0;
arrivals = [];
await hear('back');
const deadline = now() + PATIENCE;
while (!clients.every((client) => client.isOpen()) && now() < deadline) await sleep(10);
tell({ arrivals, attempts });
