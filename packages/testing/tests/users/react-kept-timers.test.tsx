import timers from 'node:timers';
import { createMockServer, flush } from '@towline/testing/react';
import { expect, it, vi } from 'vitest';

// Some fake timers take the place of Node's module too, of which React keeps what it finds at its first asynchronous `act`.
vi.hoisted(() => vi.useFakeTimers());
vi.spyOn(timers, 'setImmediate').mockImplementation(globalThis.setImmediate as never);

const server = createMockServer();

it('flush moves the fake timers that React waits for', async () => {
  await flush(server);
  expect(timers.setImmediate).toHaveBeenCalled();
});

it('flush rejects where React waits for fake timers that are gone', async () => {
  vi.useRealTimers();
  // Time goes fast.
  const { setTimeout: real } = globalThis;
  vi.stubGlobal('setTimeout', (callback: () => void) => real(callback, 0));
  await expect(flush(server)).rejects.toMatchObject({ code: 'timers-stand-still' });
});
