import { once } from 'node:events';
import type { Page } from '@playwright/test';
import { bundleComponents } from '../support/bundle.ts';
import { LONG, openSocket, toldOf, waitLong } from '../support/core-page.ts';
import { test } from '../support/page.ts';
import type { PageServer } from '../support/page-server.ts';
import { expect } from '../support/test.ts';

/** Playwright's own waits for what a page from the cache does not do again. */
async function goBack(page: Page) {
  await page.evaluate(() => history.back());
  await expect(async () => {
    expect(await page.evaluate(() => location.pathname === '/' && 'told' in globalThis)).toBe(true);
  }).toPass();
}

/** Goes to another page and back. Answers with the code that the server saw of the connection. */
async function leaveAndReturn(page: Page, { sockets }: PageServer): Promise<number> {
  const closed = once(sockets.at(-1)!, 'close');
  await page.goto('/elsewhere');
  const [code] = await closed;
  await goBack(page);
  return code;
}

test.describe('a page with an open connection in the back/forward cache', () => {
  test('lets its connection go, and has it again when it is back', async ({
    page,
    pageServer,
    browserName,
  }) => {
    await page.goto('/');
    await openSocket(page, { heartbeat: { interval: 300, timeout: LONG } });
    await page.evaluate(() => {
      socket.on('close', () => told.push(socket.send('said when it was left')));
    });
    const code = await leaveAndReturn(page, pageServer);

    const told = await toldOf(page);
    const because = `${browserName} loads a page with an open WebSocket anew: the server saw ${code}`;
    test.skip(browserName !== 'chromium' && told.length === 0, because);
    expect(code).toBe(1000);
    await expect
      .poll(() => toldOf(page))
      .toEqual([
        ...['open', 'pagehide, cached', 'close page', 'queued', 'pageshow, cached'],
        ...['open', 'sent said when it was left'],
      ]);
    expect(pageServer.sockets).toHaveLength(2);
    // The heartbeat goes on, on the new connection.
    await expect.poll(() => pageServer.received[1]).toContain('ping');
    expect(pageServer.received[1]![0]).toBe('said when it was left');
    pageServer.sockets[1]!.send('welcome back');
    await expect.poll(() => toldOf(page)).toContain('message welcome back');
  });

  test('opens it again for the components that are still there', async ({
    page,
    pageServer,
    browserName,
  }) => {
    test.skip(browserName !== 'chromium', 'Firefox loads a page with an open WebSocket anew');
    await page.goto('/');
    await page.addScriptTag({ content: await bundleComponents() });
    await page.evaluate(() => {
      for (const mount of Object.values(mounts)) {
        mount(document.body.appendChild(document.createElement('div')));
      }
    });
    await expect(page.getByText('open, 0 messages')).toHaveCount(3);
    await leaveAndReturn(page, pageServer);
    await expect
      .poll(() => pageServer.sockets.map(({ readyState }) => readyState))
      .toEqual([...[3, 3, 3], ...[1, 1, 1]]);
    for (const server of pageServer.sockets.slice(3)) server.send('welcome back');
    await expect(page.getByText('open, 1 messages')).toHaveCount(3);
    expect(await toldOf(page)).toEqual(['pagehide, cached', 'pageshow, cached']);
  });
});

test('what the user closed stays closed in the back/forward cache, and after', async ({
  page,
  pageServer,
}) => {
  await page.goto('/');
  await openSocket(page);
  await page.evaluate(() => socket.close());
  await expect.poll(() => toldOf(page)).toEqual(['open', 'close client']);
  await page.goto('/elsewhere');
  await goBack(page);
  // Whatever were to open would have done so before this answer.
  await page.evaluate(() => fetch('/'));
  expect(await toldOf(page)).toEqual([
    ...['open', 'close client', 'pagehide, cached', 'pageshow, cached'],
  ]);
  expect(pageServer.sockets).toHaveLength(1);
});

test.describe('a page that waits for its next attempt in the back/forward cache', () => {
  test.beforeEach(async ({ page, pageServer }) => {
    await page.goto('/');
    await waitLong(page, pageServer);
    await page.evaluate(() => socket.send('said while it waited'));
    await page.goto('/elsewhere');
    pageServer.accepting = true;
    await goBack(page);
    await expect.poll(() => toldOf(page)).toContain('open');
  });

  test('tries at once when it is back, and sends what was queued', async ({ page }) => {
    const told = await toldOf(page);
    expect(told.slice(0, 3)).toEqual(['close network', 'pagehide, cached', 'pageshow, cached']);
    expect(told.slice(3)).toEqual(['open', 'sent said while it waited']);
  });

  test('begins one connection, and lets none go', async ({ page }) => {
    expect(await toldOf(page)).not.toContain('close page');
  });
});
