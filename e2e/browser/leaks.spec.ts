import type { Page } from '@playwright/test';
import { bundleComponents } from '../support/bundle.ts';
import { countHeap, keepInventory } from '../support/inventory.ts';
import { test } from '../support/page.ts';
import type { PageServer } from '../support/page-server.ts';
import { expect } from '../support/test.ts';

const CYCLES = 20;
/** Before one counts: what is made once is made then. */
const WARM_UP = 3;

async function expectClosed({ sockets }: PageServer, count: number) {
  await expect.poll(() => sockets.length).toBe(count);
  await expect.poll(() => sockets.filter(({ readyState }) => readyState !== 3)).toEqual([]);
}

const inventoryOf = (page: Page) => page.evaluate(() => takeInventory());

/** Opens and closes a connection, with everything switched on. */
function openAndClose(page: Page, times: number) {
  return page.evaluate(async (cycles) => {
    const { createWebSocket, heartbeat } = await loadCore();
    for (let count = 0; count < cycles; count += 1) {
      const made = createWebSocket('/ws', { heartbeat: heartbeat({ message: 'ping' }) });
      const stop = made.lastMessage.subscribe(() => {});
      made.on('message', () => {});
      const opened = new Promise((resolve) => made.on('open', resolve, { once: true }));
      made.open();
      await opened;
      const closed = new Promise((resolve) => made.on('close', resolve, { once: true }));
      made.send('hello');
      made.close();
      await closed;
      stop();
    }
  }, times);
}

test(`${CYCLES} times open and closed leave no timer, no frame and no listener`, async ({
  page,
  pageServer,
}) => {
  await keepInventory(page);
  await page.goto('/');
  const before = await inventoryOf(page);
  await openAndClose(page, CYCLES);
  await expectClosed(pageServer, CYCLES);
  expect(await inventoryOf(page)).toEqual(before);
});

test.describe('on the heap', () => {
  test.skip(({ browserName }) => browserName !== 'chromium', 'Firefox does not tell what is on it');

  test(`${CYCLES} times open and closed leave no listener, node or WebSocket`, async ({
    page,
    pageServer,
  }) => {
    await page.goto('/');
    await openAndClose(page, WARM_UP);
    await expectClosed(pageServer, WARM_UP);
    const before = await countHeap(page);
    await openAndClose(page, CYCLES);
    await expectClosed(pageServer, WARM_UP + CYCLES);
    expect(await countHeap(page)).toEqual(before);
    expect(before.webSockets).toBe(0);
  });

  test(`a connection that is open is seen there`, async ({ page }) => {
    await page.goto('/');
    const before = await countHeap(page);
    await page.evaluate(async () => {
      const { createWebSocket } = await loadCore();
      listenTo(createWebSocket('/ws'));
      socket.open();
    });
    const after = await countHeap(page);
    expect(after.webSockets).toBe(before.webSockets + 1);
    expect(after.listeners).toBeGreaterThan(before.listeners);
  });
});

test.describe('components', () => {
  let script: string;
  test.beforeAll(async () => {
    script = await bundleComponents();
  });

  for (const framework of ['React', 'Vue', 'Svelte'] as const) {
    test(`of ${framework} that come and go ${CYCLES} times leave nothing`, async ({
      page,
      pageServer,
      browserName,
    }) => {
      await keepInventory(page);
      await page.goto('/');
      await page.addScriptTag({ content: script });
      const mountAndUnmount = (times: number) =>
        page.evaluate(
          async ({ name, cycles }) => {
            for (let count = 0; count < cycles; count += 1) {
              const target = document.body.appendChild(document.createElement('div'));
              const unmount = mounts[name](target);
              while (!target.textContent?.startsWith('open')) {
                await new Promise((resolve) => requestAnimationFrame(resolve));
              }
              await unmount();
              target.remove();
            }
          },
          { name: framework, cycles: times },
        );
      await mountAndUnmount(WARM_UP);
      await expectClosed(pageServer, WARM_UP);
      const before = await inventoryOf(page);
      const heap = browserName === 'chromium' && (await countHeap(page));
      await mountAndUnmount(CYCLES);
      await expectClosed(pageServer, WARM_UP + CYCLES);
      expect(await inventoryOf(page)).toEqual(before);
      if (heap) {
        expect(await countHeap(page)).toEqual(heap);
        expect(heap.webSockets).toBe(0);
      }
    });
  }
});
