import { EventEmitter, once } from 'node:events';
import { request } from 'node:http';
import { PassThrough } from 'node:stream';
import { mock } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { test as base, expect } from '@playwright/test';
import { WebSocket } from 'ws';
import { createConnection } from '../examples/chat/server/connection.js';
import { createTokens } from '../examples/chat/server/tokens.js';
import {
  addressOf,
  askForToken,
  CLIENT,
  connect,
  knock,
  openWire,
  pictureFrame,
  type RawClient,
  tokenFor,
} from './support/raw.ts';
import { type ExampleServer, runServer, startServer } from './support/server.ts';

interface Fixtures {
  /** How long a restart takes, in seconds. */
  away: number;
  server: ExampleServer;
  /** Somebody of that name comes in, and has got `welcome`. */
  enter(name: string): Promise<RawClient>;
}

/** Without a page: what the server says is looked at by itself. */
const test = base.extend<Fixtures>({
  away: [1, { option: true }],
  server: async ({ away }, use) => {
    const server = await startServer({ away });
    await use(server);
    await server.stop();
  },
  enter: async ({ server }, use) => {
    const sockets: WebSocket[] = [];
    await use(async (name) => {
      const client = await connect(server.url, name, keyOf(name));
      sockets.push(client.socket);
      await expect.poll(() => client.of('welcome')).toHaveLength(1);
      return client;
    });
    for (const socket of sockets) socket.terminate();
  },
});

const keyOf = (name: string) => `${CLIENT}-${name}`;
const typesOf = ({ answers }: RawClient) => answers.map(({ type }) => type);
const textsOf = (client: RawClient) => client.of('said').map(({ text }) => text);

/** Begins as a PNG does, which is all that the server looks at. */
function png(size = 100): Buffer {
  const bytes = Buffer.alloc(size, 'x');
  bytes.write('\x89PNG\r\n\x1a\n', 'latin1');
  return bytes;
}

/** The status and the text of a refused handshake. */
function refusal(url: string, protocols = ['chat.v1'], headers: Record<string, string> = {}) {
  const socket = new WebSocket(url, protocols, { headers });
  socket.on('error', () => {});
  return new Promise<string>((resolve) => {
    socket.on('open', () => {
      resolve('accepted');
      socket.terminate();
    });
    socket.on('unexpected-response', async (_request, response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve(`${response.statusCode} ${text.trim()}`);
      socket.terminate();
    });
  });
}

test.describe('signing in', () => {
  test('a token lets its owner in, once', async ({ server }) => {
    const response = await askForToken(server.url, JSON.stringify({ client: CLIENT, name: 'Ann' }));
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { token, expiresIn } = (await response.json()) as { token: string; expiresIn: number };
    expect(token).toMatch(/^[\w-]{32}$/);
    expect(expiresIn).toBe(30_000);

    const first = await knock(server.url, { token });
    await expect
      .poll(() => first.answers[0])
      .toMatchObject({
        type: 'welcome',
        you: { name: 'Ann' },
      });
    const second = await knock(server.url, { token });
    expect(await second.closed).toEqual([4401, 'Token expired or used']);
    const third = await knock(server.url, { token: 'unknown' });
    expect(await third.closed).toEqual([4401, 'Token expired or used']);
    expect([...second.answers, ...third.answers]).toEqual([]);
    first.socket.close();
  });

  test('a token expires, and the oldest of too many is forgotten', () => {
    let time = 0;
    const tokens = createTokens(() => time);
    const who = { client: CLIENT, name: 'Ann' };
    const [late, soon] = [tokens.issue(who).token, tokens.issue(who).token];
    time = 29_999;
    expect(tokens.take(soon)).toEqual(who);
    time = 30_000;
    expect(tokens.take(late)).toBeNull();

    const [first, second] = Array.from({ length: 1001 }, () => tokens.issue(who).token);
    expect(tokens.take(first!)).toBeNull();
    expect(tokens.take(second!)).toEqual(who);
  });

  test('a token is given to pages of this origin only, and for proper credentials', async ({
    server: { url },
  }) => {
    const good = JSON.stringify({ client: CLIENT, name: 'Ann' });
    const answerTo = async (body: string, headers?: Record<string, string>) => {
      const response = await askForToken(url, body, headers);
      return `${response.status} ${(await response.text()).trim()}`;
    };
    expect(await answerTo(good, { origin: url })).toMatch(/^200 /);
    expect(await answerTo(good, { origin: 'http://evil.example' })).toMatch(/^403 /);
    expect(await answerTo(good, { origin: 'null' })).toMatch(/^403 /);
    expect(await answerTo(good, { 'content-type': 'text/plain' })).toMatch(/^415 /);
    expect(await answerTo(`${good}${' '.repeat(1024)}`)).toMatch(/^413 /);
    for (const bad of ['', '{', 'null', '[]', '{"client":"short","name":"Ann"}']) {
      expect(await answerTo(bad), bad).toMatch(/^400 /);
    }
    expect(await answerTo(JSON.stringify({ client: CLIENT, name: ' ' }))).toMatch(
      /^400 Give a name\./,
    );
    const got = await fetch(`${url}/token`);
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('whoever asks for too many tokens has to wait', async ({ server }) => {
    const statuses = new Set<number>();
    for (let count = 0; count < 80; count += 1) {
      const response = await askForToken(server.url, '{}');
      statuses.add(response.status);
      await response.text();
    }
    expect([...statuses]).toEqual([400, 429]);
  });

  test('without a token the first message signs in', async ({ server, enter }) => {
    const other = await enter('Other');
    const raw = await knock(server.url);
    raw.send({ type: 'sign-in', client: CLIENT, name: 'Ann' });
    raw.send({ type: 'say', id: 'one', text: 'Right behind it' });
    await expect.poll(() => typesOf(raw)).toEqual(['signed-in', 'welcome', 'said']);
    expect(raw.of('welcome')).toMatchObject([{ you: { name: 'Ann' } }]);
    expect(other.of('joined')).toMatchObject([{ person: { name: 'Ann' } }]);
    raw.send({ type: 'sign-in', client: CLIENT, name: 'Ann' });
    await expect.poll(() => raw.of('error')).toMatchObject([{ code: 'bad-message' }]);
    raw.socket.close();
  });

  test('a first message that is no sign-in ends the connection', async ({ server }) => {
    const say = JSON.stringify({ type: 'say', id: 'one', text: 'Who am I?' });
    const nobody = JSON.stringify({ type: 'sign-in', client: 'short', name: 'Ann' });
    for (const first of [say, nobody, '{', pictureFrame({ type: 'picture', id: 'one' }, png())]) {
      const raw = await knock(server.url, { client: CLIENT, name: 'Ann' });
      raw.socket.send(first);
      expect(await raw.closed).toEqual([4401, 'The first message was no sign-in']);
      expect(raw.answers).toEqual([]);
    }
  });

  test('who says nothing for 5 s is sent away', async ({ server }) => {
    const started = performance.now();
    const raw = await knock(server.url);
    expect(await raw.closed).toEqual([4401, 'No sign-in in time']);
    expect(performance.now() - started).toBeGreaterThan(4900);
  });
});

test.describe('the handshake', () => {
  test('is refused with the reason where it is not for this chat', async ({ server }) => {
    const good = addressOf(server.url);
    expect(await refusal(good)).toBe('accepted');
    expect(await refusal(good, [])).toBe('400 Offer the subprotocol chat.v1.');
    expect(await refusal(good, ['chat.v2'])).toBe('400 Offer the subprotocol chat.v1.');
    expect(await refusal(good, undefined, { origin: server.url })).toBe('accepted');
    expect(await refusal(good, undefined, { origin: 'http://evil.example' })).toMatch(/^403 /);
    expect(await refusal(good, undefined, { origin: 'null' })).toMatch(/^403 /);
    expect(await refusal(good.replace('/ws/chat', '/ws/other'))).toMatch(/^404 /);
  });

  test('is told as it went over the wire, without what is secret', async ({ server }) => {
    const token = await tokenFor(server.url);
    const headers = { Cookie: 'secret=1', Authorization: 'Basic secret', 'X-Odd-CASE': 'kept' };
    const socket = new WebSocket(`${addressOf(server.url)}?%74oken=${token}&a=b`, 'chat.v1', {
      headers,
    });
    const upgraded = once(socket, 'upgrade');
    const [data] = await once(socket, 'message');
    const [response] = await upgraded;
    socket.close();

    expect(String(data)).not.toContain(token);
    expect(String(data)).not.toContain('secret');
    const { handshake } = JSON.parse(String(data));
    expect(handshake.requestLine).toBe('GET /ws/chat?%74oken=…&a=b HTTP/1.1');
    expect(handshake.requestHeaders).toContainEqual(['X-Odd-CASE', 'kept']);
    expect(handshake.requestHeaders).toContainEqual(['Sec-WebSocket-Protocol', 'chat.v1']);
    expect(handshake.statusLine).toBe('HTTP/1.1 101 Switching Protocols');
    expect(handshake.responseHeaders.flat()).toEqual(response.rawHeaders);
  });
});

test.describe('messages', () => {
  test('garbage gets a clear error, and harms nobody else', async ({ enter }) => {
    const [ann, bob] = [await enter('Ann'), await enter('Bob')];
    for (const line of ['{', 'null', '[]', '{"type":"shout"}']) ann.socket.send(line);
    ann.send({ type: 'say', id: 'empty', text: '  ' });
    ann.send({ type: 'say', id: 'long', text: 'x'.repeat(2001) });
    ann.send({ type: 'rename', name: 'turned \u202e around' });
    ann.send({ type: 'say', id: 'fine', text: 'This one is fine' });
    await expect.poll(() => textsOf(bob)).toEqual(['This one is fine']);
    expect(ann.of('error').map(({ code, id }) => [code, id])).toEqual([
      ['not-json', undefined],
      ['bad-message', undefined],
      ['bad-message', undefined],
      ['bad-message', undefined],
      ['bad-text', 'empty'],
      ['bad-text', 'long'],
      ['bad-name', undefined],
    ]);

    ann.socket.send(new Uint8Array([1, 2, 3]));
    expect(await ann.closed).toEqual([4400, 'Too many messages that are not chat.v1']);
    expect(ann.of('error').at(-1)).toMatchObject({ code: 'not-a-picture' });
    await expect.poll(() => bob.of('left')).toHaveLength(1);
    expect(bob.of('error')).toEqual([]);
  });

  test('an id that is sent again is shown once, and answered', async ({ enter }) => {
    const bob = await enter('Bob');
    const say = { type: 'say', id: 'one', text: 'Once' };
    const frame = pictureFrame({ type: 'picture', id: 'two', mime: 'image/png' }, png());
    const first = await enter('Ann');
    first.send(say);
    first.socket.send(frame);
    await expect.poll(() => bob.of('pictured')).toHaveLength(1);
    first.socket.terminate();

    const second = await enter('Ann');
    await expect.poll(() => typesOf(second)).toEqual(['welcome', 'pictured']);
    second.send(say);
    second.socket.send(frame);
    await expect.poll(() => typesOf(second)).toEqual(['welcome', 'pictured', 'said', 'pictured']);
    expect(second.of('pictured').map(({ at }) => at)).toEqual(
      Array(2).fill(bob.of('pictured')[0]!['at']),
    );
    second.send({ type: 'say', id: 'three', text: 'Next' });
    await expect.poll(() => textsOf(bob)).toEqual(['Once', 'Next']);
    expect(bob.of('pictured')).toHaveLength(1);
    const third = await enter('Cleo');
    expect(third.of('welcome')).toMatchObject([{ history: [{ text: 'Once' }, { text: 'Next' }] }]);
  });

  test('ping is answered, and typing told to everybody else, but not too often', async ({
    enter,
  }) => {
    const [ann, bob] = [await enter('Ann'), await enter('Bob')];
    ann.send({ type: 'typing' });
    ann.send({ type: 'typing' });
    ann.send({ type: 'ping' });
    await expect.poll(() => ann.of('pong')).toHaveLength(1);
    await expect.poll(() => bob.of('is-typing')).toMatchObject([{ person: { name: 'Ann' } }]);
    bob.send({ type: 'typing' });
    await expect.poll(() => ann.of('is-typing')).toMatchObject([{ person: { name: 'Bob' } }]);
    expect(bob.of('is-typing')).toHaveLength(1);
  });
});

test.describe('pictures', () => {
  test('go to everybody, byte for byte', async ({ enter }) => {
    const [ann, bob] = [await enter('Ann'), await enter('Bob')];
    const bytes = png(512 * 1024);
    ann.socket.send(pictureFrame({ type: 'picture', id: 'one', mime: 'image/png' }, bytes));
    for (const { of } of [ann, bob]) {
      await expect
        .poll(() => of('pictured'))
        .toMatchObject([{ id: 'one', mime: 'image/png', from: { name: 'Ann' } }]);
      expect(bytes.equals(of('pictured')[0]!['bytes'] as Buffer)).toBe(true);
    }
  });

  test('follow welcome: the last ten, and no more than 2 MiB', async ({ enter }) => {
    const ann = await enter('Ann');
    const show = (id: number, size?: number) =>
      ann.socket.send(
        pictureFrame({ type: 'picture', id: String(id), mime: 'image/png' }, png(size)),
      );
    const idsFor = async (name: string, count: number) => {
      const late = await enter(name);
      await expect.poll(() => late.of('pictured').length).toBe(count);
      return late.of('pictured').map(({ id }) => Number(id));
    };
    for (let id = 0; id < 12; id += 1) show(id);
    await expect.poll(() => ann.of('pictured')).toHaveLength(12);
    expect(await idsFor('Bob', 10)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    for (let id = 20; id < 24; id += 1) show(id, 512 * 1024);
    await expect.poll(() => ann.of('pictured')).toHaveLength(16);
    expect(await idsFor('Cleo', 3)).toEqual([21, 22, 23]);
  });

  test('that are none, or too large, are refused with the reason', async ({ enter }) => {
    const ann = await enter('Ann');
    const head = { type: 'picture', id: 'one', mime: 'image/png' };
    const beginnings = {
      'image/png': '\x89PNG\r\n\x1a\n',
      'image/jpeg': '\xff\xd8\xff\xe0',
      'image/gif': 'GIF89a',
      'image/webp': 'RIFF\x01\x02\x03\x04WEBPVP8 ',
    };
    for (const [mime, beginning] of Object.entries(beginnings)) {
      const bytes = Buffer.from(beginning, 'latin1');
      ann.socket.send(pictureFrame({ ...head, id: mime.replace('/', '-'), mime }, bytes));
    }
    await expect.poll(() => ann.of('pictured')).toHaveLength(4);

    for (const [mime, bytes] of [
      ['image/svg+xml', Buffer.from('<svg/>')],
      ['image/jpeg', png()],
      ['image/png', Buffer.alloc(0)],
      ['image/png', png(512 * 1024 + 1)],
      ['toString', png()],
    ] as const) {
      ann.socket.send(pictureFrame({ ...head, mime }, bytes));
    }
    await expect
      .poll(() => ann.of('error').map(({ code, id }) => [code, id]))
      .toEqual(Array(5).fill(['bad-picture', 'one']));

    const long = Buffer.alloc(8);
    long.writeUInt32BE(0xffffffff);
    ann.socket.send(long);
    ann.socket.send(pictureFrame('{', png()));
    ann.socket.send(pictureFrame({ ...head, id: 'x'.repeat(2000) }, png()));
    ann.socket.send(pictureFrame({ ...head, id: '../' }, png()));
    ann.send(head);
    expect(await ann.closed).toEqual([4400, 'Too many messages that are not chat.v1']);
    expect(
      ann
        .of('error')
        .slice(5)
        .map(({ code }) => code),
    ).toEqual(['not-a-picture', 'not-a-picture', 'not-a-picture', 'bad-message', 'bad-message']);
    expect(ann.of('pictured')).toHaveLength(4);
  });
});

test.describe('faults', () => {
  test('drop cuts one connection without a closing handshake', async ({ enter }) => {
    const [ann, bob] = [await enter('Ann'), await enter('Bob')];
    ann.send({ type: 'fault', kind: 'drop' });
    ann.send({ type: 'say', id: 'late', text: 'Too late' });
    expect(await ann.closed).toEqual([1006, '']);
    await expect.poll(() => bob.of('left')).toHaveLength(1);
    expect(bob.of('said')).toEqual([]);
    expect(bob.socket.readyState).toBe(WebSocket.OPEN);
  });

  test('restart cuts all and comes back, with what was said', async ({ server, enter }) => {
    const [ann, bob] = [await enter('Ann'), await enter('Bob')];
    ann.send({ type: 'say', id: 'one', text: 'Before' });
    ann.send({ type: 'fault', kind: 'restart' });
    expect(await ann.closed).toEqual([1006, '']);
    expect(await bob.closed).toEqual([1006, '']);
    await expect(fetch(server.url)).rejects.toThrow();
    await expect(async () => {
      expect((await fetch(server.url)).status).toBe(200);
    }).toPass();
    const again = await enter('Bob');
    expect(again.of('welcome')).toMatchObject([{ history: [{ text: 'Before' }] }]);
  });

  test('freeze leaves the connection open, deaf and dumb, and its person here until replaced', async ({
    server,
    enter,
  }) => {
    const bob = await enter('Bob');
    const token = await tokenFor(server.url, 'Ann', keyOf('Ann'));
    const wire = await openWire(server.port, `/ws/chat?token=${token}`);
    await expect.poll(() => String(wire.received())).toContain('"type":"welcome"');
    wire.frame(0x1, '{"type":"ping"}');
    await expect.poll(() => String(wire.received())).toContain('{"type":"pong"}');

    wire.frame(0x1, '{"type":"fault","kind":"freeze"}');
    const before = wire.received().length;
    wire.frame(0x1, '{"type":"ping"}');
    wire.frame(0x1, '{"type":"say","id":"one","text":"Unheard"}');
    wire.frame(0x9, 'a ping of the protocol');
    bob.send({ type: 'say', id: 'two', text: 'Unseen' });
    await wait(1200);
    wire.frame(0x8, '');
    await wait(300);
    expect(wire.received().length).toBe(before);
    expect(wire.hasEnded()).toBe(false);
    expect(textsOf(bob)).toEqual(['Unseen']);
    expect(bob.of('left')).toEqual([]);

    const again = await enter('Ann');
    expect(again.of('welcome')).toMatchObject([{ people: [{ name: 'Bob' }, { name: 'Ann' }] }]);
    await expect.poll(wire.hasEnded).toBe(true);
    expect(wire.received().length).toBe(before);
    again.socket.close();
    await expect.poll(() => bob.of('left')).toHaveLength(1);
    expect(bob.of('joined')).toHaveLength(1);
    wire.stream.destroy();
  });

  test('a frozen connection is let go of after 60 s, without a word', () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const calls: string[] = [];
      const socket = Object.assign(new EventEmitter(), {
        pause: () => calls.push('pause'),
        terminate: () => calls.push('terminate'),
      });
      createConnection(socket as unknown as WebSocket, new PassThrough()).freeze();
      mock.timers.tick(59_999);
      expect(calls).toEqual(['pause']);
      mock.timers.tick(1);
      expect(calls).toEqual(['pause', 'terminate']);
    } finally {
      mock.timers.reset();
    }
  });

  test('refuse cuts, and refuses this person for 5 s: by 503, or by 1013 after the first message', async ({
    server,
    enter,
  }) => {
    const ann = await enter('Ann');
    const attempt = async (name: string) =>
      refusal(addressOf(server.url, { token: await tokenFor(server.url, name, keyOf(name)) }));
    ann.send({ type: 'fault', kind: 'refuse' });
    const started = performance.now();
    expect(await ann.closed).toEqual([1006, '']);
    // The refusal began between the two.
    const cut = performance.now();
    expect(await attempt('Ann')).toBe('503 You are refused for a while.');
    expect(await attempt('Bob')).toBe('accepted');

    const raw = await knock(server.url);
    raw.send({ type: 'sign-in', client: keyOf('Ann'), name: 'Ann' });
    expect(await raw.closed).toEqual([1013, 'Refused for a while']);
    expect(raw.answers).toEqual([]);

    await wait(4000 - (performance.now() - started));
    expect(await attempt('Ann')).toMatch(/^503 /);
    await wait(5100 - (performance.now() - cut));
    expect(await attempt('Ann')).toBe('accepted');
  });

  test('slow delays all of one person for 10 s, in order, over a reconnect too', async ({
    enter,
  }) => {
    const bob = await enter('Bob');
    const first = await enter('Ann');
    const started = performance.now();
    const since = () => performance.now() - started;
    first.send({ type: 'fault', kind: 'slow' });
    for (const id of ['1', '2', '3']) first.send({ type: 'say', id, text: id });
    first.socket.close();
    await expect.poll(() => textsOf(bob)).toEqual(['1', '2', '3']);
    expect(since()).toBeGreaterThan(1450);
    expect(since()).toBeLessThan(3000);
    await expect.poll(() => typesOf(bob).at(-1)).toBe('left');

    const reconnected = since();
    const second = await enter('Ann');
    expect(since() - reconnected).toBeGreaterThan(1450);
    const asked = since();
    second.send({ type: 'ping' });
    await expect.poll(() => second.of('pong')).toHaveLength(1);
    expect(since() - asked).toBeGreaterThan(2900);

    await wait(9000 - since());
    second.send({ type: 'say', id: '4', text: '4' });
    await wait(10_200 - since());
    second.send({ type: 'say', id: '5', text: '5' });
    await expect.poll(() => textsOf(bob).slice(3)).toEqual(['4', '5']);
    expect(since()).toBeGreaterThan(10_450);
    const last = since();
    second.send({ type: 'say', id: '6', text: '6' });
    await expect.poll(() => textsOf(second)).toEqual(['4', '5', '6']);
    expect(since() - last).toBeLessThan(1400);
  });

  test('of an unknown kind is an error', async ({ enter }) => {
    const ann = await enter('Ann');
    ann.send({ type: 'fault', kind: 'explode' });
    await expect.poll(() => ann.of('error')).toMatchObject([{ code: 'bad-message' }]);
  });
});

test.describe('limits', () => {
  test('a message that is too large, or too many, end only the connection they came by', async ({
    enter,
  }) => {
    const bob = await enter('Bob');
    const large = await enter('Large');
    large.socket.send('x'.repeat(64 * 1024 + 1));
    expect((await large.closed)[0]).toBe(1009);
    const larger = await enter('Larger');
    larger.socket.send(new Uint8Array(600 * 1024));
    expect((await larger.closed)[0]).toBe(1009);

    const flood = await enter('Flood');
    for (let count = 0; count < 1000; count += 1) flood.send({ type: 'ping' });
    expect(await flood.closed).toEqual([4429, 'Too many messages in one second']);
    bob.send({ type: 'ping' });
    await expect.poll(() => bob.of('pong')).toHaveLength(1);
  });

  test('a queue of 100 texts comes in at once; more of one person are too many, by any connection', async ({
    enter,
  }) => {
    const bob = await enter('Bob');
    const [first, second] = [await enter('Ann'), await enter('Ann')];
    const ids = Array.from({ length: 100 }, (_, index) => String(index));
    for (const id of ids) first.send({ type: 'say', id, text: id });
    await expect.poll(() => textsOf(bob)).toEqual(ids);
    for (const id of ids) second.send({ type: 'say', id: `more-${id}`, text: id });
    expect(await second.closed).toEqual([4429, 'Too many messages of one person']);
    expect(first.socket.readyState).toBe(WebSocket.OPEN);
    bob.send({ type: 'say', id: 'calm', text: 'Still here' });
    await expect.poll(() => textsOf(first).at(-1)).toBe('Still here');
  });

  test('who leaves too much unread is cut off', async ({ enter }) => {
    const [ann, bob] = [await enter('Ann'), await enter('Bob')];
    bob.send({ type: 'fault', kind: 'slow' });
    bob.send({ type: 'ping' });
    // The fault is heard before the ping, whose answer is late.
    await expect.poll(() => bob.of('pong')).toHaveLength(1);
    for (let id = 0; id < 9; id += 1) {
      const header = { type: 'picture', id: String(id), mime: 'image/png' };
      ann.socket.send(pictureFrame(header, png(512 * 1024)));
    }
    expect(await bob.closed).toEqual([1006, '']);
    await expect.poll(() => ann.of('pictured')).toHaveLength(9);
  });
});

test('the page comes with its headers, and nothing else does', async ({ server }) => {
  const page = await fetch(server.url);
  const policy = page.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("img-src 'self' blob:;");
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
    '/server/tokens.js',
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

test('a stop tells everybody, and waits for nobody who is silent, slow or frozen', async () => {
  const server = await startServer();
  const calm = await connect(server.url, 'Calm', keyOf('Calm'));
  const slow = await connect(server.url, 'Slow', keyOf('Slow'));
  const frozen = await connect(server.url, 'Frozen', keyOf('Frozen'));
  const silent = await knock(server.url);
  slow.send({ type: 'fault', kind: 'slow' });
  slow.send({ type: 'say', id: 'one', text: 'On its way' });
  frozen.send({ type: 'fault', kind: 'freeze' });
  calm.send({ type: 'ping' });
  await expect.poll(() => calm.of('pong')).toHaveLength(1);
  const started = performance.now();
  await server.stop();
  expect(performance.now() - started).toBeLessThan(4000);
  for (const { closed } of [calm, slow, silent]) {
    expect(await closed).toEqual([1001, 'The server stops']);
  }
  expect((await frozen.closed)[0]).toBe(1006);
});

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
