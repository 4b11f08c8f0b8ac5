import { once } from 'node:events';
import { openSocket } from '../support/core-page.ts';
import { test } from '../support/page.ts';
import { expect } from '../support/test.ts';

test('of 10,000 messages in a burst every one is heard, and views change once a frame', async ({
  page,
  pageServer,
}) => {
  await page.goto('/');
  await openSocket(page);
  const result = page.evaluate(
    () =>
      new Promise<Record<'heard' | 'unordered' | 'changes' | 'frames' | 'time', number>>(
        (resolve) => {
          const counts = { heard: 0, unordered: 0, changes: 0, frames: 0, time: 0 };
          let begun = 0;
          socket.lastMessage.subscribe(() => {
            counts.changes += 1;
            if (socket.lastMessage.getSnapshot() !== 'last') return;
            counts.time = performance.now() - begun;
            resolve(counts);
          });
          socket.on('message', (message) => {
            begun ||= performance.now();
            if (message === 'last') return;
            if (message !== String(counts.heard)) counts.unordered += 1;
            counts.heard += 1;
          });
          const count = () => {
            counts.frames += 1;
            requestAnimationFrame(count);
          };
          requestAnimationFrame(count);
          socket.send('ready');
        },
      ),
  );
  const server = pageServer.sockets[0]!;
  await once(server, 'message');
  for (let number = 0; number < 10_000; number += 1) server.send(String(number));
  server.send('last');

  const { heard, unordered, changes, frames, time } = await result;
  expect({ heard, unordered }).toEqual({ heard: 10_000, unordered: 0 });
  // Once for each frame that was painted, and once for each frame's time where none was.
  expect(changes).toBeLessThanOrEqual(frames + time / 15 + 2);
});
