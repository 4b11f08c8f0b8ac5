import { type Inspection, inspect } from '@towline/core';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Listeners } from '../src/emitter.js';
import { createInspectors } from '../src/inspectors.js';
import { create } from './harness.js';

/** Every record that was made: it is made where it is handed over. */
const made = vi.hoisted(() => ({ records: 0 }));

vi.mock('../src/inspectors.js', async (importOriginal) => {
  const original = await importOriginal<{ createInspectors: typeof createInspectors }>();
  return {
    createInspectors(report: (error: unknown) => void): Listeners<[Inspection]> {
      const inspectors = original.createInspectors(report);
      return {
        add: inspectors.add,
        emit(record) {
          made.records += 1;
          inspectors.emit(record);
        },
        get size() {
          return inspectors.size;
        },
      };
    },
  };
});

beforeEach(() => {
  made.records = 0;
});

test('no record is made while nobody inspects, nor after', () => {
  const { socket, world } = create();
  const live = () => {
    socket.send('a');
    socket.open();
    world.socket.accept();
    socket.send('b');
    world.socket.message('c');
    world.socket.drop();
    socket.close();
  };
  live();
  expect(made.records).toBe(0);
  const stop = inspect(socket, () => {});
  live();
  expect(made.records).toBe(7);
  stop();
  live();
  expect(made.records).toBe(7);
});

test('what comes while one is told is told afterwards, in order, to all', () => {
  const inspectors = createInspectors(() => {});
  const heard: string[] = [];
  inspectors.add((record) => {
    const one = record as unknown as number;
    heard.push(`first ${one}`);
    if (one === 1) for (const more of [2, 3]) inspectors.emit(more as never);
  });
  inspectors.add((record) => heard.push(`second ${record}`));
  inspectors.emit(1 as never);
  inspectors.emit(4 as never);
  expect(heard).toEqual([1, 2, 3, 4].flatMap((one) => [`first ${one}`, `second ${one}`]));
});
