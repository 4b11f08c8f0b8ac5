// Opens so many connections, over which nothing is said, and tells what each takes of the heap.
import { setTimeout as sleep } from 'node:timers/promises';
import { heapUsed } from '../../soak/support/heap.js';
import { address, count, loadContender, tell } from './worker.js';

const { createClient } = await loadContender();

/** @param {number} many */
async function meet(many) {
  const clients = Array.from({ length: many }, () => createClient(address));
  while (!clients.every((client) => client.isOpen())) await sleep(10);
  // What belongs to connecting alone has gone.
  await sleep(500);
  return clients;
}

// What is made once for all is there before anything is measured.
const first = await meet(10);
const before = await heapUsed();
const others = await meet(count);
const after = await heapUsed();
tell({ bytes: (after - before) / others.length, clients: first.length + others.length });
