import { TowlineError } from '@towline/core';
import { describe, expect, test } from 'vitest';
import {
  create,
  createConnecting,
  createOpen,
  enter,
  leftovers,
  listen,
  NOTHING_LEFT,
} from './harness.js';

const full = (message: string) =>
  expect.objectContaining({ name: 'TowlineError', code: 'queue-full', data: message });

const dropped = (...messages: string[]) =>
  messages.map((message) => ({ message, reason: 'overflow' }));

describe.each(['drop-oldest', 'drop-newest', 'refuse'] as const)('overflow %s', (overflow) => {
  test('keeps to both bounds, and each queued message ends once, with its reference', () => {
    const { socket, world } = create({
      queue: { maxMessages: 3, maxBytes: 8, overflow },
      codec: { decode: () => '', encode: ({ text }: { text: string }) => text } as never,
    });
    const ends: object[] = [];
    socket.on('sent', ({ message }) => ends.push(message as never));
    socket.on('drop', ({ message }) => ends.push(message as never));
    const queued: object[] = [];
    const refused: object[] = [];
    for (const text of ['aaa', 'b', 'cccc', 'dd', 'eeeeeeeee', 'f', 'gggggggg']) {
      const message = { text };
      try {
        const result = socket.send(message as never);
        expect(result).not.toBe('sent');
        queued.push(message);
      } catch (error) {
        expect(error).toBeInstanceOf(TowlineError);
        expect((error as TowlineError).data).toBe(message);
        refused.push(message);
      }
      expect(socket.queued).toBeLessThanOrEqual(3);
      expect(socket.queuedBytes).toBeLessThanOrEqual(8);
    }
    socket.open();
    world.socket.accept();
    expect(new Set(ends)).toEqual(new Set(queued));
    for (const message of queued) expect(ends.filter((end) => end === message)).toHaveLength(1);
    for (const message of refused) expect(ends).not.toContain(message);
    expect(world.socket.received).toEqual(
      overflow === 'drop-oldest' ? ['gggggggg'] : ['aaa', 'b', 'cccc'],
    );
  });

  test('lets nothing wait where nothing may, and still sends what need not', () => {
    const { socket, world, log } = create({ queue: { maxMessages: 0, overflow } });
    const send = () => socket.send('a');
    if (overflow === 'refuse') expect(send).toThrow(full('a'));
    else expect(send()).toBe('dropped');
    expect([socket.queued, log.of('drop')]).toEqual([0, overflow === 'refuse' ? [] : dropped('a')]);
    socket.open();
    world.socket.accept();
    expect([socket.send('b'), world.socket.received]).toEqual(['sent', ['b']]);
  });

  test('sends a message that would never fit where it need not wait', () => {
    const { socket, world } = createOpen({ queue: { maxBytes: 1, overflow } });
    expect([socket.send('long'), world.socket.received]).toEqual(['sent', ['long']]);
  });
});

describe('overflow drop-newest', () => {
  test('answers dropped, and keeps what waits in order', () => {
    const { socket, world, log } = createConnecting({
      queue: { maxMessages: 2, overflow: 'drop-newest' },
    });
    expect(['a', 'b', 'c'].map((message) => socket.send(message))).toEqual([
      'queued',
      'queued',
      'dropped',
    ]);
    expect(log.of('drop')).toEqual(dropped('c'));
    world.socket.accept();
    expect(world.socket.received).toEqual(['a', 'b']);
  });
});

describe('overflow refuse', () => {
  const queue = { maxMessages: 1, overflow: 'refuse' } as const;

  test.each(['idle', 'off', 'connecting', 'waiting'] as const)(
    'throws when it is %s, and changes nothing',
    (phase) => {
      const { socket, world, log } = enter(phase, { queue });
      socket.send('a');
      world.clock.advance(16);
      log.clear();
      const before = [socket.getSnapshot(), leftovers(world), socket.queuedBytes];
      expect(() => socket.send('b')).toThrow(full('b'));
      expect([socket.getSnapshot(), leftovers(world), socket.queuedBytes]).toEqual(before);
      expect([socket.getSnapshot() === before[0], log.entries, world.errors]).toEqual([
        true,
        [],
        [],
      ]);
    },
  );

  test('throws on a message that never fits, also into an empty queue', () => {
    const { socket, log } = create({ queue: { maxBytes: 2, overflow: 'refuse' } });
    expect(() => socket.send('abc')).toThrow(full('abc'));
    expect([socket.queued, log.entries]).toEqual([0, []]);
  });

  test('takes it in again when there is room', () => {
    const { socket, world } = createConnecting({ queue });
    socket.send('a');
    expect(() => socket.send('b')).toThrow(full('b'));
    const results: string[] = [];
    socket.on('sent', () => results.push(socket.send('b')), { once: true });
    world.socket.accept();
    expect([results, world.socket.received]).toEqual([['sent'], ['a', 'b']]);
  });

  test.each(['closing', 'closed by the user', 'closed by the server'] as const)(
    'drops and does not throw when it is %s',
    (phase) => {
      const { socket, log } = enter(phase, { queue });
      expect(['a', 'b'].map((message) => socket.send(message))).toEqual(['dropped', 'dropped']);
      expect(log.of('drop').map(({ reason }) => reason)).toEqual(['closed', 'closed']);
    },
  );

  test('in a listener, behind something that waits, answers queued and ends in a drop', () => {
    const { socket, world, log } = createOpen({ queue });
    const results: string[] = [];
    socket.on('message', () => {
      socket.reconnect();
      for (const message of ['a', 'b']) results.push(socket.send(message));
    });
    world.socket.message('go');
    expect([results, socket.queued, log.of('drop')]).toEqual([
      ['queued', 'queued'],
      1,
      dropped('b'),
    ]);
    world.socket.accept();
    expect([world.socket.received, log.of('sent')]).toEqual([['a'], [{ message: 'a' }]]);
    expect(world.errors).toEqual([]);
  });

  test('in a listener, with nothing before it, throws there', () => {
    const { socket, world } = createOpen({ queue: { ...queue, maxMessages: 0 } });
    socket.on('close', () => socket.send('a'));
    world.socket.drop();
    expect(world.takeErrors()).toEqual([full('a')]);
  });

  test('leaves nothing on the signal of the refused message', () => {
    const { socket, log } = create({ queue });
    socket.send('a');
    const controller = new AbortController();
    expect(() => socket.send('b', { signal: controller.signal })).toThrow(full('b'));
    controller.abort();
    expect([log.types(), socket.queued]).toEqual([[], 1]);
  });
});

describe('a listener of the drop', () => {
  test('finds the new message in the queue', () => {
    const { socket } = create({ queue: { maxMessages: 1 } });
    const found: number[] = [];
    socket.on('drop', () => found.push(socket.queued));
    socket.send('a');
    socket.send('bcd');
    expect([found, socket.queuedBytes]).toEqual([[1], 3]);
  });

  test('that sends another drops the next oldest, and each ends once', () => {
    const { socket, world, log } = createConnecting({ queue: { maxMessages: 1 } });
    socket.on('drop', () => socket.send('c'), { once: true });
    const controller = new AbortController();
    socket.send('a');
    socket.send('b', { signal: controller.signal });
    expect(log.of('drop')).toEqual(dropped('a', 'b'));
    controller.abort();
    world.socket.accept();
    expect([log.of('drop').length, world.socket.received]).toEqual([2, ['c']]);
  });

  test('that throws is reported, and the message is queued', () => {
    const { socket, world } = create({ queue: { maxMessages: 1 } });
    const oops = new Error('oops');
    socket.on('drop', () => {
      throw oops;
    });
    const log = listen(socket);
    socket.send('a');
    expect([socket.send('b'), socket.queued]).toEqual(['queued', 1]);
    expect([world.takeErrors(), log.of('drop')]).toEqual([[oops], dropped('a')]);
  });

  test('that closes takes effect afterwards, and leaves nothing', () => {
    const { socket, world, log } = createConnecting({ queue: { maxMessages: 1 } });
    socket.on('drop', () => socket.close(), { once: true });
    socket.send('a');
    expect(socket.send('b')).toBe('queued');
    expect(log.of('drop')).toEqual([...dropped('a'), { message: 'b', reason: 'closed' }]);
    expect(leftovers(world)).toEqual({ ...NOTHING_LEFT, live: 1 });
  });
});
