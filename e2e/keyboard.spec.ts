import { startServer } from './support/server.ts';
import { expect, openChat, test } from './support/test.ts';

test('everything can be done with the keyboard alone', async ({ page, panes }) => {
  test.setTimeout(60_000);
  for (const pane of panes) {
    const field = pane.region.getByRole('textbox', { name: 'You are' });
    // From the top of the pane to its end, in the order of reading.
    for (const control of [
      pane.button('Disconnect'),
      pane.signIn,
      pane.button('Drop me'),
      pane.button('Restart server'),
      pane.button('Freeze me'),
      pane.button('Refuse me 5 s'),
      pane.button('Slow network'),
      field,
    ]) {
      await page.keyboard.press('Tab');
      await expect(control).toBeFocused();
      await expect(control).toHaveCSS('outline-style', 'solid');
    }
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(`${pane.framework} by keys`);
    await page.keyboard.press('Enter');
    const tab = pane.region.getByRole('tab', { name: 'Messages' });
    for (const control of [pane.button('Rename'), tab, pane.log]) {
      await page.keyboard.press('Tab');
      await expect(control).toBeFocused();
      await expect(control).toHaveCSS('outline-style', 'solid');
    }
    await page.keyboard.press('Tab');
    await expect(pane.region.getByLabel('Send a picture')).toBeFocused();
    await expect(pane.region.locator('.choose')).toHaveCSS('outline-style', 'solid');
    await page.keyboard.press('Tab');
    await expect(pane.message).toBeFocused();
    await expect(pane.message).toHaveCSS('outline-style', 'solid');
    await page.keyboard.type('Two');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('lines');
    await page.keyboard.press('Enter');
    await expect(pane.texts.last()).toHaveText('Two\nlines', { useInnerText: true });
    await expect(pane.message).toHaveValue('');
    await page.keyboard.type('By the button');
    await page.keyboard.press('Tab');
    await expect(pane.button('Send')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(pane.texts.last()).toHaveText('By the button');
  }
  await expect(panes[0].log.locator('.author')).toHaveText([
    'You',
    'You',
    'Vue by keys',
    'Vue by keys',
    'Svelte by keys',
    'Svelte by keys',
  ]);
  await panes[0].button('Drop me').focus();
  await page.keyboard.press('Enter');
  await expect(panes[1].log.getByText('React by keys left')).toBeVisible();
  await expect(panes[0].status).toHaveText('Connected');
});

test('the focus stays on the button that disconnects and connects', async ({ page, panes }) => {
  for (const pane of panes) {
    await pane.button('Disconnect').focus();
    await page.keyboard.press('Enter');
    await expect(pane.button('Connect')).toBeFocused();
    await expect(pane.status).toHaveText('Closed');
    await page.keyboard.press('Enter');
    await expect(pane.button('Disconnect')).toBeFocused();
    await expect(pane.status).toHaveText('Connected');
  }
});

test('"Try now" keeps the focus during an outage, and leaves it in its place after it', async ({
  page,
  server,
}) => {
  test.setTimeout(60_000);
  const panes = await openChat(page);
  await server.stop();
  const [, vue] = panes;
  for (const pane of panes) {
    await pane.button('Try now').focus();
    await page.keyboard.press('Enter');
    await expect(pane.status).toHaveText(/, try [3-9]/);
    await expect(pane.button('Try now')).toBeFocused();
  }
  await vue.button('Try now').focus();
  const next = await startServer({ port: server.port });
  try {
    await expect(vue.status).toHaveText('Connected', { timeout: 15_000 });
    await expect(vue.button('Try now')).toHaveCount(0);
    // What is pressed a moment too late does nothing, and Tab goes on from there.
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(vue.button('Disconnect')).toBeFocused();
    await expect(vue.status).toHaveText('Connected');
  } finally {
    await next.stop();
  }
});

test('the arrow keys go through the tabs', async ({ page, panes }) => {
  for (const pane of panes) {
    const tab = (name: string) => pane.region.getByRole('tab', { name });
    await tab('Messages').focus();
    for (const [key, name] of [
      ['ArrowRight', 'Handshake'],
      ['ArrowRight', 'States'],
      ['ArrowRight', 'Messages'],
      ['ArrowLeft', 'States'],
      ['Home', 'Messages'],
      ['End', 'States'],
    ] as const) {
      await page.keyboard.press(key);
      await expect(tab(name)).toBeFocused();
      await expect(tab(name)).toHaveAttribute('aria-selected', 'true');
      await expect(pane.region.getByRole('tabpanel')).toHaveCount(1);
      await expect(pane.region.getByRole('tabpanel', { name })).toBeVisible();
    }
  }
});
