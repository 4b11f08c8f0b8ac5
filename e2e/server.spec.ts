import { once } from 'node:events';
import { request } from 'node:http';
import { WebSocket } from 'ws';
import { addressOf, CLIENT, connect } from './support/raw.ts';
import { runServer } from './support/server.ts';
import { expect, test } from './support/test.ts';

/** The status and the text of a refused handshake. */
function refusal(url: string, protocols: string[], headers: Record<string, string> = {}) {
  const socket = new WebSocket(url, protocols, { headers });
  socket.on('error', () => {});
  return new Promise<string>((resolve) => {
    socket.on('open', () => resolve('accepted'));
    socket.on('unexpected-response', async (_request, response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve(`${response.statusCode} ${text.trim()}`);
      socket.terminate();
    });
  });
}

test('garbage gets a clear error, and harms nobody else', async ({ server, panes }) => {
  const { socket, answers } = await connect(server.url);
  const garbage = ['{', 'null', '[]', '{"type":"shout"}'];
  const wrong = [
    { type: 'say', id: 'empty', text: '  ' },
    { type: 'say', id: 'long', text: 'x'.repeat(2001) },
    { type: 'rename', name: 'turned \u202e around' },
  ];
  for (const line of [...garbage, ...wrong.map((message) => JSON.stringify(message))])
    socket.send(line);
  socket.send(JSON.stringify({ type: 'say', id: 'fine', text: 'This one is fine' }));
  for (const pane of panes) await expect(pane.texts).toHaveText(['This one is fine']);

  const errors = () => answers.filter(({ type }) => type === 'error');
  expect(errors().map(({ code, id }) => [code, id])).toEqual([
    ['not-json', undefined],
    ['bad-message', undefined],
    ['bad-message', undefined],
    ['bad-message', undefined],
    ['bad-text', 'empty'],
    ['bad-text', 'long'],
    ['bad-name', undefined],
  ]);

  const closed = once(socket, 'close');
  socket.send(new Uint8Array([1, 2, 3]));
  const [code, reason] = await closed;
  expect([code, String(reason)]).toEqual([4400, 'Too many messages that are not chat.v1']);
  expect(errors().at(-1)).toMatchObject({ code: 'not-text' });

  for (const pane of panes) await expect(pane.status).toHaveText('Connected');
  await panes[0].say('Still here');
  for (const pane of panes) await expect(pane.texts.last()).toHaveText('Still here');
});

test('a message that is too large, or too many, end only the connection they came by', async ({
  server,
  panes,
}) => {
  const large = await connect(server.url);
  const largeClosed = once(large.socket, 'close');
  large.socket.send('x'.repeat(64 * 1024 + 1));
  expect((await largeClosed)[0]).toBe(1009);

  const flood = await connect(server.url, 'Flood');
  const floodClosed = once(flood.socket, 'close');
  for (let count = 0; count < 1000; count += 1)
    flood.socket.send('{"type":"rename","name":"Flood"}');
  expect((await floodClosed)[0]).toBe(4429);
  for (const pane of panes) await expect(pane.status).toHaveText('Connected');
});

test('an id that is sent again is shown once, and answered', async ({ server, panes }) => {
  const first = await connect(server.url);
  const say = JSON.stringify({ type: 'say', id: 'one', text: 'Once' });
  first.socket.send(say);
  await expect(panes[0].texts).toHaveText(['Once']);
  first.socket.terminate();
  const second = await connect(server.url);
  second.socket.send(say);
  await expect.poll(() => second.answers.map(({ type }) => type)).toEqual(['welcome', 'said']);
  await panes[0].say('Next');
  for (const pane of panes) await expect(pane.texts).toHaveText(['Once', 'Next']);
  const third = await connect(server.url);
  await expect
    .poll(() => third.answers[0]?.['history'])
    .toMatchObject([{ text: 'Once' }, { text: 'Next' }]);
  second.socket.close();
  third.socket.close();
});

test('a handshake that is not for this chat is refused with the reason', async ({ server }) => {
  const good = addressOf(server.url, { client: CLIENT, name: 'Raw' });
  expect(await refusal(good, [])).toBe('400 Offer the subprotocol chat.v1.');
  expect(await refusal(good, ['chat.v2'])).toBe('400 Offer the subprotocol chat.v1.');
  expect(await refusal(good, ['chat.v1'], { origin: 'http://evil.example' })).toMatch(/^403 /);
  expect(await refusal(good, ['chat.v1'], { origin: 'null' })).toMatch(/^403 /);
  expect(await refusal(good.replace('/ws/chat', '/ws/other'), ['chat.v1'])).toMatch(/^404 /);
  expect(
    await refusal(addressOf(server.url, { client: 'short', name: 'Raw' }), ['chat.v1']),
  ).toMatch(/^400 Give client=/);
  expect(await refusal(addressOf(server.url, { client: CLIENT, name: ' ' }), ['chat.v1'])).toMatch(
    /^400 Give name=/,
  );
});

test('the page comes with its headers, and nothing else does', async ({ server }) => {
  const page = await fetch(server.url);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('cache-control')).toBe('no-cache');
  const etag = page.headers.get('etag') ?? '';
  expect((await fetch(server.url, { headers: { 'if-none-match': etag } })).status).toBe(304);
  const script = /assets\/[^"]+\.js/.exec(await page.text())?.[0];
  const asset = await fetch(`${server.url}/${script}`);
  expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(asset.headers.get('cache-control')).toContain('immutable');
  for (const path of [
    '/../server.js',
    '/%2e%2e/server.js',
    '/..%2fserver.js',
    '/%',
    '//',
    '/nothing',
  ]) {
    expect(await statusOf(server.port, path), path).toBe(404);
  }
  expect((await fetch(server.url, { method: 'POST' })).status).toBe(405);
  expect((await fetch(`${server.url}/ws/chat`)).status).toBe(426);
});

/** `fetch` would tidy the path up first. */
async function statusOf(port: number, path: string): Promise<number | undefined> {
  const call = request({ host: 'localhost', port, path }).end();
  const [response] = await once(call, 'response');
  response.resume();
  return response.statusCode;
}

test('a taken port is one clear line', async ({ server }) => {
  expect(await runServer('--port', String(server.port))).toEqual({
    code: 1,
    output: `Port ${server.port} is taken. Choose another one: --port ${server.port + 1}\n`,
  });
});

test('the command line helps', async () => {
  const help = await runServer('--help');
  expect(help.code).toBe(0);
  expect(help.output).toContain('--port <number>');
  const wrong = await runServer('--port', '70000');
  expect(wrong.code).toBe(1);
  expect(wrong.output).toContain('The port "70000" is not a number from 0 to 65535.');
});
