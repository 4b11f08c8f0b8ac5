import type { Page } from '@playwright/test';
import { openSocket, toldOf } from '../support/core-page.ts';
import { test } from '../support/page.ts';
import { expect } from '../support/test.ts';

/** The page asks whether to leave; answers with how to go on once it was asked. */
async function leave(page: Page) {
  // Browsers ask only for pages that somebody has used.
  await page.locator('html').click();
  await page.evaluate(() => {
    addEventListener('beforeunload', (event) => {
      told.push('beforeunload');
      event.preventDefault();
    });
  });
  const asked = page.waitForEvent('dialog');
  await page.evaluate(() => {
    setTimeout(() => location.assign('/elsewhere'));
  });
  return asked;
}

test('a beforeunload that is cancelled changes nothing', async ({ page, pageServer }) => {
  await page.goto('/');
  await openSocket(page);
  const question = await leave(page);
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();

  pageServer.sockets[0]!.send('still here?');
  await expect.poll(() => toldOf(page)).toEqual(['open', 'beforeunload', 'message still here?']);
  expect(await page.evaluate(() => socket.send('still here'))).toBe('sent');
  await expect.poll(() => pageServer.received).toEqual([['still here']]);
  expect(await page.evaluate(() => location.pathname)).toBe('/');
});
