import { expect, expectSameTexts, openChat, test, waitLong } from './support/test.ts';

// Faults last: 5 s, or until the heartbeat sees them.
test.describe.configure({ timeout: 60_000 });

test('a frozen connection is noticed by the heartbeat, and nothing is lost', async ({ panes }) => {
  const said: Record<string, string[]> = {};
  for (const pane of panes) {
    await pane.show('States');
    await pane.button('Freeze me').click();
    // It still looks well.
    await expect(pane.status).toHaveText('Connected');
    await pane.say(`${pane.framework} into the void`);
  }
  for (const pane of panes) {
    const noticed = pane.steps.filter({ hasText: 'emit-close (heartbeat)' });
    await expect(noticed).toContainText('open + tick → waiting', { timeout: 15_000 });
    await pane.say(`${pane.framework} again`);
    await expect(pane.status).toHaveText('Connected');
    said[pane.framework] = [`${pane.framework} into the void`, `${pane.framework} again`];
  }
  await expectSameTexts(panes, said);
});

test('who is refused comes back when that is over', async ({ page }) => {
  await waitLong(page);
  const panes = await openChat(page);
  const said: Record<string, string[]> = {};
  for (const pane of panes) await pane.show('States');
  const refused = Date.now();
  for (const pane of panes) {
    await pane.button('Refuse me 5 s').click();
    await pane.say(`${pane.framework} waits outside`);
    said[pane.framework] = [`${pane.framework} waits outside`];
  }
  for (const pane of panes) {
    const attempts = pane.steps.filter({ hasText: 'connecting (connect) + closed → waiting' });
    await expect(attempts).not.toHaveCount(0);
    await expect(pane.status).toHaveText('Connected', { timeout: 15_000 });
  }
  expect(Date.now() - refused).toBeGreaterThan(4900);
  await expectSameTexts(panes, said);
});

test('on a slow network the latency rises, and texts arrive once and in order', async ({
  panes,
}) => {
  const said: Record<string, string[]> = {};
  for (const pane of panes) await pane.button('Slow network').click();
  for (const pane of panes) await expect(pane.latency).toHaveText(/^Latency:\s*[34]\d{3} ms$/);
  for (const pane of panes) {
    await pane.button('Slow network').click();
    const texts = [1, 2, 3].map((number) => `${pane.framework} slowly ${number}`);
    for (const text of texts) await pane.say(text);
    await expect(pane.marks.last()).toHaveText('Sent');
    said[pane.framework] = texts;
  }
  await expectSameTexts(panes, said);
  // Slow is not dead.
  for (const pane of panes) {
    await pane.show('States');
    await expect(pane.steps.filter({ hasText: 'emit-close' })).toHaveCount(0);
  }
});
