import { setTimeout as wait } from 'node:timers/promises';
import { LONG, openSocket, toldOf, waitLong } from '../support/core-page.ts';
import { test } from '../support/page.ts';
import { expect } from '../support/test.ts';

test.skip(
  ({ browserName }) => browserName !== 'chromium',
  'Firefox freezes no hidden tab, and has no event for it',
);

/** ms, long enough for a message to reach a page that runs. */
const WHILE = 500;

// Chromium ends a connection when it resumes the page, and hands over nothing of what came meanwhile.

test('what is pushed to a frozen page is lost with a close, and the next connection loses nothing', async ({
  chromiumTab: tab,
  pageServer,
}) => {
  await openSocket(tab, { retryDelay: LONG });
  pageServer.sockets[0]!.send('1');
  await expect.poll(() => toldOf(tab)).toEqual(['open', 'message 1']);
  await tab.hide();
  await tab.freeze();
  for (const message of ['2', '3']) pageServer.sockets[0]!.send(message);
  await wait(WHILE);
  await tab.resume();
  await expect.poll(() => toldOf(tab)).toEqual(['open', 'message 1', 'freeze', 'close network']);
  await tab.show();
  await expect.poll(() => pageServer.sockets.length).toBe(2);
  pageServer.sockets[1]!.send('4');
  await expect
    .poll(() => toldOf(tab))
    .toEqual(['open', 'message 1', 'freeze', 'close network', 'open', 'message 4']);
});

test('what was sent while there was no connection is sent once the page is resumed', async ({
  chromiumTab: tab,
  pageServer,
}) => {
  await waitLong(tab, pageServer);
  await tab.evaluate(() => {
    for (const message of ['one', 'two']) socket.send(message);
  });
  await tab.hide();
  await tab.freeze();
  pageServer.accepting = true;
  await wait(WHILE);
  expect(pageServer.sockets).toHaveLength(0);
  // It is still hidden: to be resumed is enough.
  await tab.resume();
  await expect
    .poll(() => toldOf(tab))
    .toEqual(['close network', 'freeze', 'open', 'sent one', 'sent two']);
  await expect.poll(() => pageServer.received).toEqual([['one', 'two']]);
});

test('close() after it was frozen ends it for good', async ({ chromiumTab: tab, pageServer }) => {
  // No retry may come before close() does.
  await openSocket(tab, { retryDelay: LONG });
  await tab.hide();
  await tab.freeze();
  await tab.resume();
  await tab.evaluate(() => socket.close());
  await tab.show();
  await expect.poll(() => pageServer.sockets[0]!.readyState).toBe(3);
  await expect.poll(() => tab.evaluate(() => socket.getSnapshot().ended)).toBe(true);
  await wait(WHILE);
  expect(pageServer.sockets).toHaveLength(1);
});
