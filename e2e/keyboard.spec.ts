import { expect, test } from './support/test.ts';

test('everything can be done with the keyboard alone', async ({ page, panes }) => {
  for (const pane of panes) {
    const field = pane.region.getByRole('textbox', { name: 'You are' });
    // From the top of the pane to its end, in the order of reading.
    for (const control of [
      pane.button('Disconnect'),
      pane.button('Drop me'),
      pane.button('Restart server'),
      field,
    ]) {
      await page.keyboard.press('Tab');
      await expect(control).toBeFocused();
      await expect(control).toHaveCSS('outline-style', 'solid');
    }
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(`${pane.framework} by keys`);
    await page.keyboard.press('Enter');
    for (const control of [pane.button('Rename'), pane.log, pane.message]) {
      await page.keyboard.press('Tab');
      await expect(control).toBeFocused();
      await expect(control).toHaveCSS('outline-style', 'solid');
    }
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
