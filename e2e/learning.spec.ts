import type { Locator } from '@playwright/test';
import { expect, openChat, test } from './support/test.ts';

test('the handshake is shown, and what makes it one is explained', async ({ page, panes }) => {
  const rowOf = (table: Locator, name: string) =>
    table.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  for (const pane of panes) {
    await pane.show('Handshake');
    const request = pane.region.getByRole('table', { name: 'Request' });
    const answer = pane.region.getByRole('table', { name: 'Answer' });
    // The token is not shown to who looks over one's shoulder.
    await expect(request.locator('caption')).toContainText('GET /ws/chat?token=… HTTP/1.1');
    await expect(answer.locator('caption')).toContainText('HTTP/1.1 101 Switching Protocols');
    for (const [name, value] of [
      ['Upgrade', 'websocket'],
      ['Connection', 'Upgrade'],
      ['Sec-WebSocket-Key', /^.{22}==$/],
      ['Sec-WebSocket-Version', '13'],
      ['Sec-WebSocket-Protocol', 'chat.v1'],
    ] as const) {
      const row = rowOf(request, name);
      await expect(row.locator('code')).toHaveText(value);
      await expect(row.locator('p')).not.toBeEmpty();
    }
    for (const [name, value] of [
      ['Upgrade', 'websocket'],
      ['Sec-WebSocket-Accept', /^.{27}=$/],
      ['Sec-WebSocket-Protocol', 'chat.v1'],
    ] as const) {
      const row = rowOf(answer, name);
      await expect(row.locator('code')).toHaveText(value);
      await expect(row.locator('p')).not.toBeEmpty();
    }
  }
});

test('the states are drawn as they happen', async ({ page }) => {
  // A clock that only moves when told: the wait lasts for as long as one looks at it.
  await page.clock.install();
  for (const pane of await openChat(page)) {
    await pane.show('States');
    const present = pane.region.locator('.phase.present');
    const drawing = pane.region.getByRole('img', { name: /^The phases of a connection: / });
    await expect(pane.steps.last()).toContainText('idle + retain → connecting (prepare)');
    await expect(present).toHaveText('open');
    await expect(drawing).toHaveAccessibleName(/It is open now\.$/);

    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
    await pane.button('Drop me').click();
    await expect(present).toHaveText('waiting');
    await expect(pane.region.locator('.way.taken')).toHaveText('lost');
    await expect(drawing).toHaveAccessibleName(/It is waiting now\.$/);
    await expect(pane.steps.first()).toContainText('open + closed → waiting');
    await expect(pane.steps.first()).toContainText('emit-close (network)');
    await page.clock.resume();
    await expect(present).toHaveText('open');
    await expect(pane.steps.filter({ hasText: 'waiting + tick → connecting' })).toHaveCount(1);

    await pane.button('Disconnect').click();
    await expect(present).toHaveText('closed');
    await expect(pane.steps.filter({ hasText: 'open + close → closing' })).toHaveCount(1);
    await pane.button('Connect').click();
    await expect(present).toHaveText('open');
  }
});

test('the other way to sign in begins with a new connection, and talks', async ({ panes }) => {
  for (const pane of panes) {
    await pane.show('States');
    await pane.signIn.selectOption('first message');
    await expect(pane.steps.filter({ hasText: 'open + reconnect' })).toHaveCount(1);
    await expect(
      pane.steps.filter({ hasText: 'connecting (authenticate) + authenticated → open' }),
    ).toHaveCount(1);
    await pane.show('Handshake');
    await expect(pane.region.getByRole('table', { name: 'Request' })).toContainText(
      'GET /ws/chat HTTP/1.1',
    );
    await pane.show('Messages');
    await expect(pane.status).toHaveText('Connected');
    await pane.say(`${pane.framework} by message`);
  }
  for (const pane of panes) {
    await pane.button('Drop me').click();
    await pane.say(`${pane.framework} came back`);
    await expect(pane.marks).toHaveText(['Delivered', 'Delivered']);
    await pane.signIn.selectOption('token per attempt');
    await pane.say(`${pane.framework} by token`);
    await expect(pane.marks).toHaveText(['Delivered', 'Delivered', 'Delivered']);
  }
  for (const pane of panes) await expect(pane.texts).toHaveCount(9);
  for (const pane of panes) await expect(pane.people).toHaveCount(3);
});
