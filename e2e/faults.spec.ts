import { startServer } from './support/server.ts';
import { expect, expectSameTexts, openChat, test } from './support/test.ts';

test('a dropped pane reconnects by itself, and the others see it', async ({ panes }) => {
  for (const pane of panes) {
    const others = panes.filter((other) => other !== pane);
    await pane.button('Drop me').click();
    await expect(
      others[0]!.log.getByText(new RegExp(`^${pane.framework}-\\w+ left$`)),
    ).toBeVisible();
    await expect(pane.status).toHaveText('Connected');
    await pane.say(`${pane.framework} is back`);
    for (const other of others)
      await expect(other.texts.last()).toHaveText(`${pane.framework} is back`);
    for (const other of others) await expect(other.status).toHaveText('Connected');
  }
});

test('a text on its way when the connection breaks is shown once, before what is typed after it', async ({
  panes,
}) => {
  for (const pane of panes) {
    await pane.message.fill('On its way');
    // In one task: the page cannot know yet that the connection is about to end.
    await pane.region.evaluate((region) => {
      const buttons = [...region.querySelectorAll('button')];
      buttons.find(({ textContent }) => textContent?.trim() === 'Drop me')?.click();
      region.querySelector<HTMLFormElement>('.composer')?.requestSubmit();
    });
    await pane.say('After it');
    await expect(pane.status).toHaveText('Connected');
    await expect(pane.marks.filter({ hasNotText: 'Delivered' })).toHaveCount(0);
  }
  for (const pane of panes) {
    await expect(pane.texts).toHaveText(Array(3).fill(['On its way', 'After it']).flat());
  }
});

test.describe('a restart that takes long enough to type', () => {
  test.describe.configure({ timeout: 60_000 });
  test.use({ away: 12 });

  test('what is typed meanwhile arrives once and in order, in all panes', async ({ panes }) => {
    const [react] = panes;
    const said = { before: ['Before'], React: [], Vue: [], Svelte: [] } as Record<string, string[]>;
    await react.say('Before');
    for (const pane of panes) await expect(pane.texts).toHaveText(['Before']);

    await react.button('Restart server').click();
    for (const pane of panes) await expect(pane.status).toHaveText(/^Reconnecting/);
    for (const round of [1, 2]) {
      for (const pane of panes) {
        await pane.say(`${pane.framework} ${round}`);
        said[pane.framework]!.push(`${pane.framework} ${round}`);
      }
    }
    for (const pane of panes) {
      await expect(pane.texts).toHaveCount(3);
      await expect(pane.marks.filter({ hasText: 'Queued' })).toHaveCount(2);
    }
    for (const pane of panes)
      await expect(pane.status).toHaveText('Connected', { timeout: 20_000 });
    await expectSameTexts(panes, said);
    for (const pane of panes) await expect(pane.people).toHaveCount(3);
  });
});

test('a second restart right after the first loses nothing either', async ({ panes }) => {
  const [, vue, svelte] = panes;
  const said: Record<string, string[]> = { Svelte: [] };
  for (const round of ['one', 'two']) {
    await vue.button('Restart server').click();
    await expect(svelte.status).toHaveText(/^Reconnecting/);
    await svelte.say(round);
    said['Svelte']!.push(round);
    for (const pane of panes)
      await expect(pane.status).toHaveText('Connected', { timeout: 15_000 });
  }
  await expectSameTexts(panes, said);
});

test('the wait is counted down, and "Try now" ends it', async ({ page }) => {
  // The longest first wait, just under 1.5 s, on a clock that only moves when told.
  await page.addInitScript(() => {
    Math.random = () => 0.999;
  });
  await page.clock.install();
  for (const pane of await openChat(page)) {
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
    await pane.button('Drop me').click();
    await expect(pane.status).toHaveText('Reconnecting in 2 s, try 1');
    await expect(pane.region.getByRole('status')).toHaveText(
      'Reconnecting, try 1. The connection was lost.',
    );
    await page.clock.runFor(600);
    await expect(pane.status).toHaveText('Reconnecting in 1 s, try 1');
    await pane.button('Try now').click();
    await expect(pane.status).toHaveText('Connected');
    await page.clock.resume();
  }
});

test('a server that stays away is told in words, and found again', async ({ page, server }) => {
  const panes = await openChat(page);
  await server.stop();
  for (const pane of panes) {
    await expect(pane.status).toHaveText(/^Reconnecting.*, try [2-9]/);
    await expect(pane.region.locator('.detail')).toHaveText('The server cannot be reached.');
    await pane.say(`${pane.framework} waits`);
  }
  // Another process: it knows nothing of who was here.
  const next = await startServer({ port: server.port });
  try {
    for (const pane of panes)
      await expect(pane.status).toHaveText('Connected', { timeout: 15_000 });
    await expectSameTexts(panes, {
      React: ['React waits'],
      Vue: ['Vue waits'],
      Svelte: ['Svelte waits'],
    });
  } finally {
    await next.stop();
  }
});

test('Disconnect ends it for good, and Connect begins again', async ({ panes }) => {
  for (const pane of panes) {
    await pane.button('Disconnect').click();
    await expect(pane.status).toHaveText('Closed');
    await expect(pane.region.getByRole('status')).toHaveText('Closed. You disconnected.');
    await expect(pane.button('Send')).toBeDisabled();
    await expect(pane.button('Drop me')).toBeDisabled();
  }
  for (const pane of panes) {
    await pane.button('Connect').click();
    await expect(pane.status).toHaveText('Connected');
    await pane.say(`${pane.framework} again`);
  }
  for (const pane of panes)
    await expect(pane.texts).toHaveText(['React again', 'Vue again', 'Svelte again']);
});

test('what still waits at Disconnect is marked as not sent, and can be sent again', async ({
  page,
  server,
}) => {
  const panes = await openChat(page);
  await server.stop();
  for (const pane of panes) {
    await expect(pane.status).toHaveText(/^Reconnecting/);
    await pane.say(`${pane.framework} gave up`);
    await pane.button('Disconnect').click();
    await expect(pane.markOf(`${pane.framework} gave up`)).toHaveText('Not sent');
  }
  const next = await startServer({ port: server.port });
  try {
    for (const pane of panes) {
      await pane.button('Connect').click();
      await pane.button('Send again').click();
      await expect(pane.status).toHaveText('Connected');
      await expect(pane.markOf(`${pane.framework} gave up`)).toHaveText('Delivered');
    }
    await expect(panes[0].texts).toHaveText(['React gave up', 'Vue gave up', 'Svelte gave up']);
  } finally {
    await next.stop();
  }
});
