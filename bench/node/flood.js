// Hears so many messages, and tells how long it took.
import { address, count, loadContender, tell } from './worker.js';

const { createClient } = await loadContender();
let heard = 0;
let started = 0;
let cpu = process.cpuUsage();

createClient(address, {
  message() {
    heard += 1;
    if (heard === 1) {
      started = performance.now();
      cpu = process.cpuUsage();
    }
    if (heard !== count) return;
    const took = performance.now() - started;
    const { user, system } = process.cpuUsage(cpu);
    tell({ rate: (1000 * count) / took, cpu: (user + system) / count });
  },
});
