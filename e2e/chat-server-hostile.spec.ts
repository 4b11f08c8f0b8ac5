import { randomBytes } from 'node:crypto';
import { test as base, expect } from '@playwright/test';
import { WebSocket } from 'ws';
import {
  addressOf,
  CLIENT,
  connect,
  openWire,
  type RawClient,
  tokenFor,
  type Wire,
} from './support/raw.ts';
import { type ExampleServer, startServer } from './support/server.ts';

// Whoever attacks the chat: two honest people talk before, meanwhile and afterwards.

interface Fixtures {
  server: ExampleServer;
  /** Ann says something that Bob hears, and he answers. */
  talk(): Promise<void>;
  /** An attacker who has signed in, seen from TCP. */
  intrude(): Promise<Wire>;
}

const keyOf = (name: string) => `${CLIENT}-${name}`;

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures there.
  server: async ({}, use) => {
    const server = await startServer();
    await use(server);
    await server.stop();
  },
  talk: async ({ server }, use) => {
    const [ann, bob] = [
      await connect(server.url, 'Ann', keyOf('Ann')),
      await connect(server.url, 'Bob', keyOf('Bob')),
    ];
    let count = 0;
    const hears = (client: RawClient, text: string) =>
      expect.poll(() => client.of('said').map((said) => said['text'])).toContain(text);
    async function talk() {
      count += 1;
      ann.send({ type: 'say', id: `ann-${count}`, text: `Are you there? ${count}` });
      await hears(bob, `Are you there? ${count}`);
      bob.send({ type: 'say', id: `bob-${count}`, text: `I am. ${count}` });
      await hears(ann, `I am. ${count}`);
    }
    await talk();
    await use(talk);
    await talk();
    // Nobody lost them, nor did they lose anybody.
    for (const { socket, of } of [ann, bob]) {
      expect(socket.readyState).toBe(WebSocket.OPEN);
      expect(of('error')).toEqual([]);
      socket.terminate();
    }
  },
  intrude: async ({ server }, use) => {
    const wires: Wire[] = [];
    await use(async () => {
      const token = await tokenFor(server.url, 'Mallory', keyOf('Mallory'));
      const wire = await openWire(server.port, `/ws/chat?token=${token}`);
      wires.push(wire);
      await expect.poll(() => String(wire.received())).toContain('"welcome"');
      return wire;
    });
    for (const { stream } of wires) stream.destroy();
  },
});

/** One frame as a client sends it, masked by zeros; with a length of its own, if it lies. */
function frame(head: number, payload: Uint8Array, length = payload.length): Buffer {
  const header = Buffer.alloc(14);
  header[0] = head;
  header[1] = 0x80 | 127;
  header.writeBigUInt64BE(BigInt(length), 2);
  if (length >= 65_536) return Buffer.concat([header, payload]);
  const short =
    length < 126 ? [head, 0x80 | length] : [head, 0x80 | 126, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([...short, 0, 0, 0, 0]), payload]);
}

/** The code of the close frame at the end of what came; 0: the connection was cut. */
function closeCode({ received }: Wire): number {
  const bytes = received();
  for (let at = bytes.length - 4; at >= 0; at -= 1) {
    if (bytes[at] === 0x88 && bytes[at + 1] === bytes.length - at - 2)
      return bytes.readUInt16BE(at + 2);
  }
  return 0;
}

const TEXT = 0x81;
const BINARY = 0x82;
const PING = 0x89;
const MIB = 1024 * 1024;

const FRAMES: readonly (readonly [what: string, code: number, bytes: () => Buffer])[] = [
  ['text that is no UTF-8', 1007, () => frame(TEXT, Buffer.from([0xc3, 0x28, 0xff]))],
  ['a text of 65,537 bytes', 1009, () => frame(TEXT, Buffer.alloc(65_537, 'x'))],
  ['a payload of 600 KiB', 1009, () => frame(BINARY, Buffer.alloc(600 * 1024))],
  [
    'a payload that is said to have 2^50 bytes',
    1009,
    () => frame(BINARY, Buffer.alloc(10), 2 ** 50),
  ],
  ['a compressed frame that nobody agreed on', 1002, () => frame(0xc1, randomBytes(100))],
  ['an opcode that does not exist', 1002, () => frame(0x83, Buffer.alloc(10))],
  ['a frame without a mask', 1002, () => Buffer.from([TEXT, 2, 0x7b, 0x7d])],
  ['a ping of 126 bytes', 1002, () => frame(PING, Buffer.alloc(126))],
  ['a close frame with a reserved code', 1002, () => frame(0x88, Buffer.from([0x03, 0xed]))],
  [
    'a close frame whose reason is no UTF-8',
    1007,
    () => frame(0x88, Buffer.from([0x03, 0xe8, 0xff])),
  ],
  ['a continuation of nothing', 1002, () => frame(0x80, Buffer.alloc(10))],
  [
    'fragments without end',
    1009,
    () =>
      Buffer.concat([
        frame(0x02, Buffer.alloc(0)),
        ...Array.from({ length: 60 }, () => frame(0x00, Buffer.alloc(10_000))),
      ]),
  ],
  [
    '70,000 fragments of one byte',
    1008,
    () =>
      Buffer.concat([
        frame(0x01, Buffer.alloc(0)),
        ...Array.from({ length: 70_000 }, () => frame(0x00, Buffer.from('x'))),
        frame(0x80, Buffer.alloc(0)),
      ]),
  ],
  [
    'five messages of binary garbage',
    4400,
    () => Buffer.concat(Array.from({ length: 5 }, () => frame(BINARY, randomBytes(1000)))),
  ],
  [
    'five texts that are no JSON',
    4400,
    () => Buffer.concat(Array.from({ length: 5 }, () => frame(TEXT, Buffer.from('{')))),
  ],
  [
    'a thousand messages at once',
    4429,
    () =>
      Buffer.concat(
        Array.from({ length: 1000 }, () => frame(TEXT, Buffer.from('{"type":"ping"}'))),
      ),
  ],
];

for (const [what, code, bytes] of FRAMES) {
  test(`${what}: ends that connection by ${code}, and no other`, async ({ talk, intrude }) => {
    const wire = await intrude();
    wire.stream.write(bytes());
    await talk();
    await expect.poll(() => closeCode(wire)).toBe(code);
  });
}

test('JSON of 20,000 levels, and of prototypes: is an error of that connection alone', async ({
  talk,
  intrude,
}) => {
  const wire = await intrude();
  const deep = '['.repeat(20_000) + ']'.repeat(20_000);
  for (const text of [
    deep,
    '{"__proto__":{"type":"ping"}}',
    '{"type":"__proto__"}',
    '{"type":"constructor"}',
  ]) {
    wire.stream.write(frame(TEXT, Buffer.from(text)));
  }
  await talk();
  await expect.poll(() => String(wire.received()).split('"bad-message"')).toHaveLength(5);
  expect(String(wire.received())).not.toContain('"pong"');
});

test('who sends pings without end is cut off by ws, before the answers cost memory', async ({
  talk,
  intrude,
}) => {
  const wire = await intrude();
  wire.stream.pause();
  const pings = Buffer.concat(Array.from({ length: 8000 }, () => frame(PING, Buffer.alloc(125))));
  for (let round = 0; round < 10; round += 1) wire.stream.write(pings);
  await talk();
  wire.stream.resume();
  await expect.poll(() => wire.hasEnded()).toBe(true);
  // Of 80,000 that were asked for, of 127 bytes each.
  expect(wire.received().length).toBeLessThan(MIB);
});

test('who reads nothing at all is cut off, while the others go on', async ({
  server,
  talk,
  intrude,
}) => {
  const wire = await intrude();
  wire.stream.pause();
  const painter = await connect(server.url, 'Painter', keyOf('Painter'));
  const picture = Buffer.alloc(500 * 1024, 'x');
  picture.write('\x89PNG\r\n\x1a\n', 'latin1');
  for (let id = 0; id < 18; id += 1) {
    const header = Buffer.from(
      JSON.stringify({ type: 'picture', id: String(id), mime: 'image/png' }),
    );
    const length = Buffer.alloc(4);
    length.writeUInt32BE(header.length);
    painter.socket.send(Buffer.concat([length, header, picture]));
    await expect.poll(() => painter.of('pictured')).toHaveLength(id + 1);
  }
  await talk();
  await expect.poll(() => painter.of('left').length).toBeGreaterThan(0);
  painter.socket.terminate();
  expect(wire.received().length).toBeLessThan(16 * MIB);
});

test('a compression is never agreed on, so that there are no bombs', async ({ server, talk }) => {
  const socket = new WebSocket(addressOf(server.url), 'chat.v1', { perMessageDeflate: true });
  await new Promise((resolve) => socket.once('open', resolve));
  expect(socket.extensions).toBe('');
  await talk();
  socket.terminate();
});

test('a page of another origin is refused, and so is one without any; what is no page has none', async ({
  server,
  talk,
}) => {
  const statusFor = (headers: Record<string, string>) =>
    new Promise((resolve) => {
      const socket = new WebSocket(addressOf(server.url), 'chat.v1', { headers });
      socket.on('error', () => {});
      socket.on('unexpected-response', (_request, { statusCode }) => {
        resolve(statusCode);
        socket.terminate();
      });
      socket.on('open', () => {
        resolve('open');
        socket.terminate();
      });
    });
  const { host, port } = new URL(server.url);
  for (const origin of [
    'http://evil.example',
    `http://${host}.evil.example`,
    `http://evil.example:${port}`,
    `http://localhost:${server.port + 1}`,
    'null',
    '',
    'file://',
  ]) {
    expect([origin, await statusFor({ origin })]).toEqual([origin, 403]);
  }
  await talk();
  expect(await statusFor({ origin: server.url })).toBe('open');
  expect(await statusFor({})).toBe('open');
});

test('one address alone does not fill the room', async ({ server, talk }) => {
  const outcomes: string[] = [];
  const sockets = Array.from({ length: 300 }, () => {
    const socket = new WebSocket(addressOf(server.url), 'chat.v1');
    socket.on('error', () => {});
    socket.on('open', () => outcomes.push('open'));
    socket.on('unexpected-response', (_request, { statusCode }) => {
      outcomes.push(String(statusCode));
      socket.terminate();
    });
    return socket;
  });
  await expect.poll(() => outcomes.length).toBe(300);
  await talk();
  // Two of its hundred are Ann and Bob.
  expect(outcomes.filter((outcome) => outcome === 'open')).toHaveLength(98);
  expect(outcomes.filter((outcome) => outcome === '429')).toHaveLength(202);
  for (const socket of sockets) socket.terminate();
});
