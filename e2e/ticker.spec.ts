import type { WebSocket } from '@playwright/test';
import { FRAMEWORKS } from './support/pane.ts';
import { startTicker } from './support/server.ts';
import { expect, test } from './support/ticker.ts';

// A trace would keep every message, and a picture of every frame.
test.use({ trace: 'off' });
test.setTimeout(60_000);

// At frame rate a view is shown every 16 ms at most: 62.5 times a second, and some for where seconds are cut.
const FRAMES = 65;

for (const framework of FRAMEWORKS) {
  test(`${framework} renders 2,000 messages a second at frame rate, and misses none`, async ({
    openTicker,
  }) => {
    const ticker = await openTicker(framework);
    await ticker.chooseRate('2,000');
    const renders = await ticker.nextReading('Book renders');
    expect(renders).toBeGreaterThan(0);
    expect(renders).toBeLessThanOrEqual(FRAMES);
    expect((await ticker.tally()).seen).toBeGreaterThan(1000);
    await ticker.expectServersState();
  });

  test(`${framework} shows messages as the chosen delivery says, with and without a worker`, async ({
    openTicker,
    page,
  }) => {
    const ticker = await openTicker(framework);
    await ticker.chooseRate('2,000');
    await ticker.chooseDelivery('Sync');
    // Not for longer than it takes: so many renders are more than a busy machine can do.
    await expect
      .poll(() => ticker.reading('Book renders'), { intervals: [100] })
      .toBeGreaterThan(FRAMES);
    await ticker.expectServersState();
    await ticker.chooseRate('2,000');
    await ticker.worker.check();
    await ticker.chooseDelivery('100 ms');
    expect(await ticker.nextReading('Book renders')).toBeLessThanOrEqual(11);
    expect(page.workers()).toHaveLength(1);
    await ticker.expectServersState();
  });
}

test('a flood of 10,000 messages a second into a worker is seen whole', async ({
  openTicker,
  page,
}) => {
  const ticker = await openTicker('Vue');
  await ticker.worker.check();
  await ticker.chooseRate('10,000');
  await expect
    .poll(async () => (await ticker.tally()).seen, { timeout: 30_000 })
    .toBeGreaterThan(15_000);
  await ticker.expectServersState();
  await ticker.worker.uncheck();
  await expect.poll(() => page.workers().length).toBe(0);
});

test('after an outage it begins anew, at the rate that was chosen', async ({
  openTicker,
  server,
}) => {
  const ticker = await openTicker('React');
  await ticker.chooseRate('20');
  await server.stop();
  await expect(ticker.status).toHaveText(/^Reconnecting/);
  const next = await startTicker({ port: server.port });
  try {
    await expect(ticker.status).toHaveText('Connected');
    // 201 of them are the opening.
    await expect.poll(async () => (await ticker.tally()).seen).toBeGreaterThan(220);
    await ticker.expectServersState();
  } finally {
    await next.stop();
  }
});

test('frameworks and deliveries take turns, and each closes its connection behind it', async ({
  openTicker,
  page,
}) => {
  const open = new Set<WebSocket>();
  page.on('websocket', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  const ticker = await openTicker('React');
  await ticker.chooseRate('20');
  for (const framework of ['Vue', 'Svelte', 'React'] as const) {
    await openTicker(framework);
    await expect(page.getByRole('radio', { name: '20', exact: true })).toBeChecked();
    await expect.poll(() => open.size).toBe(1);
  }
  for (const delivery of ['Microtask', '100 ms', 'Frame'] as const) {
    await ticker.chooseDelivery(delivery);
    await expect.poll(() => open.size).toBe(1);
    await expect(ticker.status).toHaveText('Connected');
  }
  await ticker.expectServersState();
});

test('all switches can be reached and used by keyboard, and the list scrolled', async ({
  openTicker,
  page,
}) => {
  const ticker = await openTicker('Svelte');
  await page.getByRole('link', { name: 'Svelte' }).focus();
  for (const [name, role] of [
    ['2,000', 'radio'],
    ['Frame', 'radio'],
    ['In a worker', 'checkbox'],
  ] as const) {
    await page.keyboard.press('Tab');
    await expect(page.getByRole(role, { name, exact: true })).toBeFocused();
  }
  await expect(ticker.worker).toHaveCSS('outline-style', 'solid');
  await page.keyboard.press('Space');
  await expect(ticker.worker).toBeChecked();
  // It is no form: there is nothing to send.
  await page.keyboard.press('Enter');
  await expect(ticker.status).toHaveText('Connected');
  expect(new URL(page.url()).search).toBe('');
  await page.keyboard.press('Shift+Tab');
  const frame = page.getByRole('radio', { name: 'Frame' });
  await expect(frame.locator('+ span')).toHaveCSS('outline-style', 'solid');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Sync' })).toBeChecked();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: '0', exact: true })).toBeChecked();
  await ticker.prices.focus();
  await page.keyboard.press('End');
  await expect(ticker.prices.getByRole('listitem').last()).toBeInViewport();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`it fits a desktop and a phone, ${colorScheme}, and is calm where calm is wanted`, async ({
    openTicker,
    page,
  }, info) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const ticker = await openTicker('React');
    await expect(page.getByRole('radio', { name: '20', exact: true })).toBeChecked();
    await ticker.expectServersState();
    for (const [name, width, height] of [
      ['desktop', 1280, 800],
      ['phone', 390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: info.outputPath(`ticker-${name}-${colorScheme}.png`) });
      const overflow = () =>
        page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
      expect(await overflow()).toBe(0);
    }
  });
}
