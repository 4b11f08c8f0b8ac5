import { createListeners, type Listeners } from './emitter.js';
import type { Inspection } from './inspection.js';

/**
 * Those who inspect. Each record goes to all of them before the next one does, also where one of them
 * causes that.
 */
export function createInspectors(report: (error: unknown) => void): Listeners<[Inspection]> {
  const listeners = createListeners<[Inspection]>(report);
  const { emit } = listeners;
  const waiting: Inspection[] = [];
  return Object.assign(listeners, {
    emit(record: Inspection) {
      if (waiting.push(record) > 1) return;
      for (let next: Inspection | undefined = record; next; next = waiting[0]) {
        emit(next);
        waiting.shift();
      }
    },
  });
}
