import { AsyncLocalStorage } from 'node:async_hooks';
import { createMockServer } from '@towline/testing';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.restoreAllMocks();
});

test('many servers use one AsyncLocalStorage, since each one makes every promise slower', async () => {
  const run = vi.spyOn(AsyncLocalStorage.prototype, 'run');
  for (let count = 0; count < 5; count += 1) {
    const server = createMockServer();
    new server.WebSocket('ws://localhost/');
    await server.settle();
    server.reset();
    await server.settle();
  }
  expect(run).toHaveBeenCalled();
  expect(new Set(run.mock.contexts).size).toBe(1);
});
