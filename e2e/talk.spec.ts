import { FRAMEWORKS } from './support/pane.ts';
import { connect, type RawClient } from './support/raw.ts';
import { expect, openChat, test } from './support/test.ts';

test('three panes talk to each other', async ({ panes }) => {
  const texts: string[] = [];
  for (const pane of panes) {
    const text = `Hello from ${pane.framework}`;
    await pane.say(text);
    texts.push(text);
    for (const other of panes) await expect(other.texts).toHaveText(texts);
    await expect(pane.marks).toHaveText(['Delivered']);
  }
});

test('equal texts are all shown', async ({ panes }) => {
  const [react, vue, svelte] = panes;
  for (const pane of panes) await pane.say('same');
  await vue.say('same');
  for (const pane of [react, vue, svelte]) {
    await expect(pane.texts).toHaveText(['same', 'same', 'same', 'same']);
  }
});

test('who comes and goes is told, and who is here is shown', async ({ page, panes, context }) => {
  const [react] = panes;
  const second = await context.newPage();
  await openChat(second);
  await expect(react.people).toHaveCount(6);
  await expect(react.log.getByText(/^Svelte-\w+ joined$/).last()).toBeVisible();
  await second.close();
  await expect(react.people).toHaveCount(3);
  for (const framework of FRAMEWORKS) {
    await expect(react.log.getByText(new RegExp(`^${framework}-\\w+ left$`))).toHaveCount(1);
  }
  await expect(page.getByText('(you)')).toHaveCount(3);
});

test('a nickname can be changed, and stays after a reload and a reconnect', async ({
  page,
  panes,
}) => {
  for (const pane of panes) {
    const name = `${pane.framework} <b>&amp;`;
    const field = pane.region.getByRole('textbox', { name: 'You are' });
    await field.fill(name);
    await field.press('Enter');
    for (const other of panes) await expect(other.log.getByText(`is now ${name}`)).toBeVisible();
  }
  const [react, vue, svelte] = panes;
  await react.button('Drop me').click();
  await expect(vue.log.getByText('React <b>&amp; left')).toBeVisible();
  await expect(vue.log.getByText('React <b>&amp; joined')).toBeVisible();
  await page.reload();
  for (const pane of panes) await expect(pane.status).toHaveText('Connected');
  await expect(svelte.region.getByRole('textbox', { name: 'You are' })).toHaveValue(
    'Svelte <b>&amp;',
  );
  await react.say('Who am I?');
  await expect(vue.log.locator('.author')).toHaveText(['React <b>&amp;']);
});

test('texts and names are text, whatever they look like', async ({ page, panes }) => {
  const text = '<img src=x onerror="document.title = 1"> <script>alert(1)</script> {{ 1 + 1 }}';
  for (const pane of panes) await pane.say(text);
  for (const pane of panes) {
    await expect(pane.texts).toHaveText([text, text, text]);
    await expect(pane.log.locator('img, script')).toHaveCount(0);
  }
  await expect(page).toHaveTitle('Towline chat');
});

test('a stranger’s script is text in all three panes, as a name and as a message', async ({
  page,
  panes,
  server,
}) => {
  const name = '<img src=x onerror=x()>';
  const texts = [
    '<script>document.title = "owned"</script>',
    '<svg onload="document.title = 1"><a href="javascript:x()">x</a>',
    '{{ constructor.constructor("document.title = 2")() }}',
    '__proto__',
  ];
  const stranger = await connect(server.url, name, 'a-stranger-with-a-script');
  for (const [index, text] of texts.entries()) {
    stranger.send({ type: 'say', id: String(index), text });
  }
  for (const { texts: shown, log, people, region } of panes) {
    await expect(shown).toHaveText(texts);
    await expect(log.locator('.author')).toHaveText([name, name, name, name]);
    await expect(people.filter({ hasText: name })).toHaveCount(1);
    await expect(region.locator('img, script, svg[onload], a[href^="javascript:"]')).toHaveCount(0);
  }
  for (const pane of panes) await pane.say('Still here');
  await expect(page).toHaveTitle('Towline chat');
  stranger.socket.terminate();
});

test('a reload brings back the last messages, and whose they are', async ({ page, panes }) => {
  for (const pane of panes) await pane.say(`${pane.framework} was here`);
  for (const pane of panes) await expect(pane.texts).toHaveCount(3);
  await page.reload();
  for (const pane of panes) {
    await expect(pane.texts).toHaveText(['React was here', 'Vue was here', 'Svelte was here']);
    await expect(pane.markOf(`${pane.framework} was here`)).toHaveText('Delivered');
    await expect(pane.people).toHaveCount(3);
  }
});

test('of a long talk, the last 100 messages are there for who comes later', async ({
  page,
  server,
}) => {
  const clients = await talkAway(server.url);
  for (const pane of await openChat(page)) {
    await expect(pane.texts).toHaveCount(100);
    await expect(pane.texts.first()).toHaveText('Line 6');
    await expect(pane.texts.last()).toHaveText('Line 105');
    await expect(pane.texts.last()).toBeInViewport();
  }
  for (const { socket } of clients) socket.close();
});

test('where more was said meanwhile than the server keeps, the gap is shown', async ({
  panes,
  server,
}) => {
  await panes[0].say('Before the gap');
  for (const pane of panes) await expect(pane.texts).toHaveText(['Before the gap']);
  for (const pane of panes) await pane.button('Disconnect').click();
  for (const pane of panes) await expect(pane.status).toHaveText('Closed');
  const clients = await talkAway(server.url);
  for (const pane of panes) await pane.button('Connect').click();
  for (const pane of panes) {
    await expect(pane.texts).toHaveCount(101);
    // Between what was known and what came after it.
    await expect(pane.log.locator('.gap, .text').nth(0)).toHaveText('Before the gap');
    await expect(pane.log.locator('.gap, .text').nth(1)).toHaveText(
      'Some messages are missing here',
    );
    await expect(pane.log.locator('.gap, .text').nth(2)).toHaveText('Line 6');
    await expect(pane.log.locator('.gap')).toHaveCount(1);
  }
  // All of it is known now: coming back again leaves no other gap.
  await panes[0].button('Drop me').click();
  await expect(panes[1].log.getByText(/^React-\w+ left$/).last()).toBeVisible();
  await expect(panes[0].status).toHaveText('Connected');
  await expect(panes[0].log.locator('.gap')).toHaveCount(1);
  for (const { socket } of clients) socket.close();
});

test('of many people, some are shown and the others counted', async ({ panes, server }) => {
  const clients = await Promise.all(
    ['Ada', 'Bob', 'Cleo', 'Dora'].map((name) =>
      connect(server.url, name, `client-of-${name}-0000`),
    ),
  );
  for (const pane of panes) {
    await expect(pane.people).toHaveCount(6);
    await expect(pane.people.last()).toContainText('+2');
    await expect(pane.people.last()).toContainText(/and 2 more: \w+, \w+/);
  }
  for (const { socket } of clients) socket.close();
  for (const pane of panes) await expect(pane.people).toHaveCount(3);
});

test('typing is told to the others, until something is said or 3 s have passed', async ({
  panes,
}) => {
  for (const pane of panes) {
    const others = panes.filter((other) => other !== pane);
    await pane.message.pressSequentially('Hm');
    for (const other of others) {
      await expect(other.typing).toHaveText(new RegExp(`^${pane.framework}-\\w+ is typing…$`));
    }
    await expect(pane.typing).toHaveText('');
    await pane.say('Said');
    for (const other of others) await expect(other.typing).toHaveText('', { timeout: 1000 });
  }
  const [react, vue, svelte] = panes;
  // It is told at most every 2 s.
  await expect(async () => {
    await react.message.pressSequentially('.');
    await vue.message.pressSequentially('.');
    await expect(svelte.typing).toHaveText(/^\w+-\w+ and \w+-\w+ are typing…$/, { timeout: 100 });
  }).toPass();
  await expect(svelte.typing).toHaveText('', { timeout: 4000 });
});

test('the round trip of the heartbeat is shown', async ({ panes }) => {
  for (const pane of panes) await expect(pane.latency).toHaveText(/^Latency:\s*\d+ ms$/);
});

test('two tabs talk', async ({ panes, context }) => {
  const second = await openChat(await context.newPage());
  await panes[0].say('From the first tab');
  for (const pane of second) await expect(pane.texts).toHaveText(['From the first tab']);
  await second[2].say('From the second tab');
  for (const pane of [...panes, ...second]) {
    await expect(pane.texts).toHaveText(['From the first tab', 'From the second tab']);
  }
});

/** Two people say 105 lines, more than are kept. */
async function talkAway(url: string): Promise<RawClient[]> {
  const clients = await Promise.all(
    ['Ada', 'Bob'].map((name) => connect(url, name, `client-of-${name}-0000`)),
  );
  for (let number = 1; number <= 105; number += 1) {
    const client = clients[number % 2]!;
    client.send({ type: 'say', id: `line-${number}`, text: `Line ${number}` });
    // In order, though it is two who speak.
    await expect.poll(() => client.of('said').length, { intervals: [1] }).toBe(number);
  }
  return clients;
}
