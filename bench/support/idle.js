import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** The share of the processors' time that others may take. */
const BUSY = 0.1;
/** ms over which it is looked at. */
const SPAN = 300;

/**
 * Waits until nobody else needs the processors.
 *
 * @param {number} patience ms
 * @returns {Promise<boolean>} false: they were never idle
 */
export async function untilIdle(patience) {
  const deadline = performance.now() + patience;
  do {
    const before = processorTimes();
    await sleep(SPAN);
    const after = processorTimes();
    if ((after.busy - before.busy) / (after.total - before.total) <= BUSY) return true;
  } while (performance.now() < deadline);
  return false;
}

function processorTimes() {
  let busy = 0;
  let total = 0;
  for (const { times } of cpus()) {
    const { user, nice, sys, idle, irq } = times;
    busy += user + nice + sys + irq;
    total += user + nice + sys + irq + idle;
  }
  return { busy, total };
}
