import { test } from '../support/page.ts';
import { expect } from '../support/test.ts';

test('importing the core and making a socket starts nothing', async ({ page, pageServer }) => {
  await page.goto('/');
  const before = await page.evaluate(async () => {
    const started: string[] = [];
    Object.assign(globalThis, { started });
    const spy = (owner: object, name: string) => {
      const original = Reflect.get(owner, name);
      const noting = function (this: unknown, ...args: unknown[]) {
        started.push(name);
        return new.target ? new original(...args) : original.apply(this ?? globalThis, args);
      };
      Reflect.set(owner, name, noting);
    };
    for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'queueMicrotask'])
      spy(globalThis, name);
    for (const name of ['WebSocket', 'BroadcastChannel', 'fetch', 'addEventListener'])
      spy(globalThis, name);
    spy(document, 'addEventListener');
    const { createWebSocket } = await loadCore();
    const made = createWebSocket('/ws');
    made.subscribe(() => {});
    made.on('message', () => {});
    Object.assign(globalThis, { socket: made });
    await new Promise((resolve) => requestIdleCallback(resolve));
    return [...started];
  });
  expect(before).toEqual([]);
  expect(pageServer.sockets).toHaveLength(0);

  const after = await page.evaluate(() => {
    socket.open();
    return (globalThis as unknown as { started: string[] }).started;
  });
  // The same spies see what `open()` does.
  for (const name of ['WebSocket', 'setTimeout', 'addEventListener']) expect(after).toContain(name);
  await expect.poll(() => pageServer.sockets.length).toBe(1);
});
