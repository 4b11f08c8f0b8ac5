import {
  type Codec,
  createLog,
  createWebSocket,
  heartbeat,
  type Inspection,
  inspect,
  raw,
  type SocketSource,
  type TowlineSocket,
} from '@towline/core';
import { createFakeEnvironment } from '@towline/suites';
import { describe, expect, test } from 'vitest';
import { step } from '../src/machine/step.js';
import { readOptions } from '../src/options.js';
import { createRules } from '../src/rules.js';
import {
  create,
  createConnecting,
  createOpen,
  createWaiting,
  listen,
  settle,
  URL_A,
  URL_B,
} from './harness.js';

/** Writes the records of a socket down. */
function record(source: SocketSource<unknown>, redact?: boolean) {
  const records: Inspection[] = [];
  const stop = inspect(source, (one) => records.push(one), { redact });
  return { records, stop };
}

/** As one reads them: from where, by what, to where, and what was done. */
const told = (records: readonly Inspection[]) =>
  records.map(
    ({ before, input, after, effects }) =>
      `${before.phase} + ${input.type} → ${after.phase}: ${effects.map(({ type }) => type).join()}`,
  );

/** Each record begins where the one before it ended. */
function expectChain(records: readonly Inspection[]) {
  for (const [index, { before }] of records.entries()) {
    if (index > 0) expect(before).toBe(records[index - 1]?.after);
  }
}

describe('inspect()', () => {
  test('tells of every step, in order, and of messages as if they were steps', () => {
    const { socket, world } = create();
    const { records } = record(socket);
    socket.send('a');
    socket.open();
    world.socket.accept();
    socket.send('b');
    world.socket.message('c');
    world.socket.drop();
    socket.send('d');
    world.clock.advance(750);
    socket.close();
    socket.send('e');
    expect(told(records)).toEqual([
      'idle + send → idle: enqueue',
      'idle + open → connecting: connect',
      'connecting + opened → open: emit-open,flush',
      'open + send → open: transmit',
      'open + message → open: ',
      'open + closed → waiting: emit-close',
      'waiting + send → waiting: enqueue',
      'waiting + tick → connecting: connect',
      'connecting + close → closed: abandon,emit-close,drop',
      'closed + send → closed: drop',
    ]);
    expectChain(records);
  });

  test('tells of steps that change nothing, with the same object before and after', () => {
    const { socket, world } = createOpen();
    const { records } = record(socket);
    socket.open();
    world.signal('offline');
    socket.retain();
    expect(told(records)).toEqual([
      'open + open → open: ',
      'open + offline → open: ',
      'open + retain → open: ',
    ]);
    for (const { before, after } of records) expect(after).toBe(before);
    expectChain(records);
  });

  test('gives for each record what step gives', () => {
    const { socket, world } = create({ retry: () => 100 });
    const { records } = record(socket);
    socket.open();
    world.socket.accept();
    world.socket.serverClose(1011, 'oops');
    world.signal('offline');
    world.clock.advance(30_000);
    world.clock.advance(10_000);
    socket.reconnect();
    world.socket.accept();
    socket.update({ url: URL_B });
    world.socket.accept();
    socket.close(4000, 'bye');
    world.clock.advance(2000);
    const rules = createRules(
      readOptions({}),
      () => ({ retry: () => 100 }),
      world.environment,
      () => {},
    );
    expect(records.length).toBeGreaterThan(10);
    for (const { before, input, after, effects } of records) {
      if (input.type === 'send' || input.type === 'message') continue;
      const [next, done] = step(before, input, rules);
      expect(next).toEqual(after);
      expect(effects.map(({ type }) => type)).toEqual(done.map(({ type }) => type));
      expect(effects.filter(({ type }) => type !== 'connect')).toEqual(
        done.filter(({ type }) => type !== 'connect'),
      );
    }
    expectChain(records);
  });

  test('tells of the pings and answers of a heartbeat', () => {
    const { socket, world } = createOpen({
      heartbeat: heartbeat({ message: 'ping', interval: 1000, isAnswer: (m) => m === 'pong' }),
    });
    const { records } = record(socket);
    world.clock.advance(1000);
    world.socket.message('pong');
    expect(told(records)).toEqual([
      'open + tick → open: ping',
      'open + message → open: ',
      'open + answered → open: ',
    ]);
    expect(records[2]?.after).toMatchObject({ latency: 0 });
  });

  test('tells what became of each message', () => {
    const { socket, world } = createOpen({ queue: { maxMessages: 1, overflow: 'refuse' } });
    const { records } = record(socket, false);
    socket.send('sent');
    world.socket.drop();
    socket.send('queued');
    expect(() => socket.send('refused')).toThrow();
    socket.send('aborted', { signal: AbortSignal.abort() });
    socket.close();
    socket.send('dropped');
    const sends = records.flatMap(({ input, effects }) =>
      input.type === 'send' ? [[input.data, effects]] : [],
    );
    expect(sends).toEqual([
      ['sent', [{ type: 'transmit' }]],
      ['queued', [{ type: 'enqueue' }]],
      ['refused', []],
      ['aborted', [{ type: 'drop' }]],
      ['dropped', [{ type: 'drop' }]],
    ]);
  });

  test('tells of what could not be decoded, and of what the gate takes', async () => {
    const { socket, world } = createConnecting({
      authenticate: async (link) => {
        link.send('token');
        await link.receive();
      },
    });
    const { records } = record(socket, false);
    world.socket.accept();
    world.socket.message('welcome');
    await settle();
    world.socket.message(new ArrayBuffer(3));
    expect(told(records)).toEqual([
      'connecting + opened → connecting: authenticate',
      'connecting + message → connecting: ',
      'connecting + authenticated → open: emit-open,flush',
      'open + message → open: ',
    ]);
    // What the gate itself sends belongs to the connection, as pings do.
    expect(JSON.stringify(records)).not.toContain('token');
  });

  test('tells of nothing that came from a connection that was left', () => {
    const { socket, world } = createOpen();
    const { records } = record(socket);
    const [old] = world.sockets;
    socket.reconnect();
    old?.message('late');
    old?.finishClose();
    expect(told(records)).toEqual(['open + reconnect → connecting: abandon,emit-close,connect']);
  });

  test('tells of nothing that happened before, and of nothing after it was stopped', () => {
    const { socket, world } = createOpen();
    const { records, stop } = record(socket);
    expect(records).toEqual([]);
    socket.send('a');
    stop();
    stop();
    socket.send('b');
    world.socket.message('c');
    world.socket.drop();
    expect(told(records)).toEqual(['open + send → open: transmit']);
  });

  test('takes a binding’s result, and a log', () => {
    const { socket } = createOpen();
    const log = createLog(socket);
    const results = [record({ socket }), record(log)];
    socket.send('a');
    for (const { records } of results) expect(records).toHaveLength(1);
  });

  test('takes a socket of whatever messages', () => {
    const { environment } = createFakeEnvironment();
    const codec: Codec<{ in: 1 }, { out: 1 }> = { decode: () => ({ in: 1 }), encode: () => '' };
    const socket: TowlineSocket<{ in: 1 }, { out: 1 }> = createWebSocket(URL_A, {
      codec,
      environment,
    });
    const { records } = record(socket);
    socket.send({ out: 1 });
    expect(records).toHaveLength(1);
  });

  test('touches nothing before the connection is opened', () => {
    const touched = () => {
      throw new Error('touched');
    };
    const { environment } = createFakeEnvironment();
    const socket = createWebSocket(URL_A, {
      environment: { ...environment, wallTime: touched, monotonicTime: touched, random: touched },
    });
    const { records } = record(socket);
    socket.send('a');
    socket.update({ url: URL_B });
    socket.close();
    expect(records.map(({ input }) => 'now' in input && input.now)).toEqual([false, 0, 0]);
  });
});

describe('a record', () => {
  test('comes before any listener hears of it, and after its effects that nobody hears of', () => {
    const { socket, world } = createConnecting({ queue: { maxMessages: 1 } });
    const order: string[] = [];
    inspect(socket, ({ input, effects }) => {
      order.push(`record ${input.type}`);
      if (effects.some(({ type }) => type === 'drop')) expect(socket.queued).toBe(0);
    });
    socket.subscribe(() => order.push(socket.getSnapshot().status));
    for (const type of ['open', 'close', 'drop', 'sent', 'message'] as const) {
      socket.on(type, () => order.push(type));
    }
    socket.send('a');
    socket.send('b');
    world.socket.accept();
    world.socket.message('c');
    world.socket.serverBeginsClose(1000);
    socket.send('d');
    world.socket.finishClose();
    expect(order).toEqual([
      'record send',
      'record send',
      'drop',
      'record opened',
      'open',
      'open',
      'sent',
      'record message',
      'message',
      'record send',
      'record closed',
      'closed',
      'close',
      'drop',
    ]);
  });

  test('of what a listener sends comes after that of what the listener heard', () => {
    const { socket, world } = createConnecting({ queue: { maxMessages: 1 } });
    const { records } = record(socket);
    socket.subscribe(() => socket.getSnapshot().status === 'open' && socket.send('from subscribe'));
    socket.on('drop', () => socket.send('from drop'), { once: true });
    socket.send('a');
    socket.send('b');
    world.socket.accept();
    expect(told(records)).toEqual([
      'connecting + send → connecting: enqueue',
      'connecting + send → connecting: enqueue',
      'connecting + send → connecting: enqueue',
      'connecting + opened → open: emit-open,flush',
      'open + send → open: enqueue',
    ]);
    expectChain(records);
  });

  test('shows the URL that was connected to', async () => {
    const { socket, world } = createConnecting({
      prepare: async ({ url }) => ({ url: `${url}/prepared` }),
    });
    const { records } = record(socket);
    await settle();
    expect(records.at(-1)?.effects).toEqual([{ type: 'connect', url: `${URL_A}/prepared` }]);
    expect(world.socket.url).toBe(`${URL_A}/prepared`);
  });

  test('shows no URL where there was none to connect to, and not the one before', () => {
    const { socket } = createOpen({ world: { baseUrl: null } });
    const { records } = record(socket);
    socket.update({ url: '/ws' });
    expect(records[0]?.effects.at(-1)).toEqual({ type: 'connect', url: '' });
    expect(socket.getSnapshot()).toMatchObject({
      url: '/ws',
      lastError: { code: 'invalid-url' },
    });
  });
});

describe('who inspects', () => {
  test('is reported where it throws, and stops nobody', () => {
    const { socket, world, log } = createOpen();
    const oops = new Error('oops');
    inspect(socket, () => {
      throw oops;
    });
    const { records } = record(socket);
    expect(socket.send('a')).toBe('sent');
    world.socket.message('b');
    socket.close();
    expect([world.takeErrors(), records.length]).toEqual([[oops, oops, oops], 3]);
    expect([world.socket.received, log.of('message'), socket.getSnapshot().status]).toEqual([
      ['a'],
      ['b'],
      'closing',
    ]);
  });

  test('may close, open and send: all hear first of what came first', () => {
    const { socket, world, log } = createConnecting();
    const acted = new Set<string>();
    inspect(socket, ({ input }) => {
      if (acted.has(input.type)) return;
      acted.add(input.type);
      if (input.type === 'opened') {
        expect(socket.send('from a record')).toBe('sent');
        socket.close();
      }
      if (input.type === 'close') socket.open();
    });
    const { records } = record(socket);
    world.socket.accept();
    expect(told(records)).toEqual([
      'connecting + opened → open: emit-open,flush',
      'open + send → open: transmit',
      'open + close → closing: disconnect,drop',
      'closing + open → closing: ',
    ]);
    expectChain(records);
    expect([world.socket.received, world.errors]).toEqual([['from a record'], []]);
    expect(log.of('statechange').map(({ status }) => status)).toEqual(['open', 'closing']);
  });

  test('may stop, itself and others', () => {
    const { socket } = createOpen();
    const stops: (() => void)[] = [];
    let count = 0;
    inspect(socket, () => {
      for (const stop of stops) stop();
    });
    stops.push(inspect(socket, () => (count += 1)));
    socket.send('a');
    socket.send('b');
    expect(count).toBe(0);
  });
});

describe('redacted, a record', () => {
  const SECRET = 'swordfish';

  test.each([
    ['text', SECRET, '(text, 9 bytes)'],
    ['text of more bytes than characters', `${SECRET}é`, '(text, 11 bytes)'],
    ['bytes', new TextEncoder().encode(SECRET).buffer, '(binary, 9 bytes)'],
    ['a view', new TextEncoder().encode(SECRET).subarray(2), '(binary, 7 bytes)'],
    ['a Blob', new Blob([SECRET]), '(binary, 9 bytes)'],
  ])('shows how much %s was sent', (_name, data, shown) => {
    const { socket } = createWaiting({ codec: raw() as never });
    const { records } = record(socket);
    socket.send(data as never);
    expect(records.map(({ input }) => input)).toEqual([{ type: 'send', data: shown }]);
    const open = record(socket, false);
    socket.send(data as never);
    const [{ input } = { input: undefined }] = open.records;
    expect(input && 'data' in input && input.data).toBe(data);
  });

  test('shows how much was received', () => {
    const { socket, world } = createOpen({ codec: raw() as never });
    const { records } = record(socket);
    const bare = record(socket, false);
    world.socket.message(SECRET);
    world.socket.message(new ArrayBuffer(4));
    expect(records.map(({ input }) => 'data' in input && input.data)).toEqual([
      '(text, 9 bytes)',
      '(binary, 4 bytes)',
    ]);
    expect(bare.records.map(({ input }) => 'data' in input && input.data)).toEqual([
      SECRET,
      expect.anything(),
    ]);
  });

  test.each([
    [`wss://host/ws?token=${SECRET}`, 'wss://host/ws?…'],
    [`wss://host/ws?a\n?${SECRET}`, 'wss://host/ws?…'],
    [`wss://user:${SECRET}@host/ws/a@b`, 'wss://…@host/ws/a@b'],
    [`wss://${SECRET}@host?x=//y@${SECRET}`, 'wss://…@host/?…'],
    [`wss://host/ws`, 'wss://host/ws'],
  ])('shows %j without its secrets', (url, shown) => {
    const { socket } = create({ url });
    const { records } = record(socket);
    const bare = record(socket, false);
    socket.open();
    expect(records[0]?.effects).toEqual([{ type: 'connect', url: shown }]);
    expect(bare.records[0]?.effects).toEqual([{ type: 'connect', url: new URL(url).href }]);
  });

  test('holds no secret anywhere, whatever happens', async () => {
    const { socket, world } = create({
      url: `ws://localhost/a?first=${SECRET}`,
      protocols: [`bearer.${SECRET}`],
      prepare: ({ url }) => Promise.resolve({ url: `${url}&token=${SECRET}` }),
      authenticate: async (link) => {
        link.send(SECRET);
        await link.receive();
      },
      heartbeat: heartbeat({ message: SECRET, interval: 1000, timeout: 500 }),
    });
    const { records } = record(socket);
    listen(socket);
    socket.send(SECRET);
    socket.open();
    await settle();
    world.socket.accept({ protocol: `bearer.${SECRET}` });
    world.socket.message(SECRET);
    await settle();
    expect(socket.getSnapshot().status).toBe('open');
    world.socket.message(SECRET);
    world.socket.message(new TextEncoder().encode(SECRET).buffer);
    world.clock.advance(2000);
    await settle();
    world.socket.accept();
    world.socket.throwOnSend = new Error(SECRET);
    socket.send(SECRET);
    socket.update({ url: `ws://localhost/b?second=${SECRET}` });
    await settle();
    world.refuseNext(new Error(SECRET));
    socket.reconnect();
    await settle();
    socket.close();
    const all = JSON.stringify(records);
    expect(all).toContain('ping');
    expect(all).toContain('?…');
    expect(all).not.toContain(SECRET);
  });

  test('shows the reasons of closes, which are words for people', () => {
    const { socket, world } = createOpen();
    const { records } = record(socket);
    world.socket.serverClose(4000, 'maintenance');
    expect(JSON.stringify(records)).toContain('maintenance');
  });

  test('leaves what it shows to others as it was', () => {
    const { socket } = create({ url: `${URL_A}?token=${SECRET}` });
    record(socket);
    const bare = record(socket, false);
    socket.send(SECRET);
    socket.open();
    expect(JSON.stringify(bare.records).split(SECRET)).toHaveLength(3);
    expect(socket.getSnapshot().url).toContain(SECRET);
  });
});
