import { TowlineError } from '@towline/core';
import { describe, expect, test } from 'vitest';
import { create, createOpen, leftovers, NOTHING_LEFT, settle } from './harness.js';

const MARK = 100;

const setUp = (queue = {}) => createOpen({ queue: { highWaterMark: MARK, ...queue } });

describe('a queue with a high-water mark', () => {
  test('holds what is sent while the platform has that much to send', () => {
    const { socket, world } = setUp();
    expect(socket.send('a')).toBe('sent');
    world.socket.bufferedAmount = MARK;
    expect([socket.send('b'), socket.send('c')]).toEqual(['queued', 'queued']);
    expect([world.socket.received, socket.queued]).toEqual([['a'], 2]);
  });

  test('sends in order once the platform has sent, and tells of each', () => {
    const { socket, world, log } = setUp();
    world.socket.bufferedAmount = MARK;
    for (const message of ['a', 'b']) socket.send(message);
    world.clock.advance(1000);
    expect(world.socket.received).toEqual([]);
    world.socket.bufferedAmount = MARK - 1;
    world.clock.advance(16);
    expect(world.socket.received).toEqual(['a', 'b']);
    expect(log.of('sent')).toEqual([{ message: 'a' }, { message: 'b' }]);
  });

  test('stops in the middle of a flush at the mark', () => {
    const { socket, world } = create({ queue: { highWaterMark: MARK } });
    for (const message of ['a', 'b', 'c']) socket.send(message);
    socket.open();
    const { socket: platform } = world;
    socket.on('sent', () => {
      platform.bufferedAmount += MARK / 2;
    });
    platform.accept();
    expect(platform.received).toEqual(['a', 'b']);
    platform.bufferedAmount = 0;
    world.clock.advance(16);
    expect(platform.received).toEqual(['a', 'b', 'c']);
  });

  test('sends nothing before what it holds', () => {
    const { socket, world } = setUp();
    world.socket.bufferedAmount = MARK;
    socket.send('a');
    world.socket.bufferedAmount = 0;
    expect(socket.send('b')).toBe('queued');
    world.clock.advance(16);
    expect(world.socket.received).toEqual(['a', 'b']);
  });

  test('shows what it holds', () => {
    const { socket, world } = setUp();
    world.socket.bufferedAmount = MARK;
    socket.send('abc');
    world.clock.advance(32);
    expect(socket.getSnapshot()).toMatchObject({ queued: 1, queuedBytes: 3, bufferedAmount: MARK });
    world.socket.bufferedAmount = 0;
    world.clock.advance(32);
    expect(socket.getSnapshot()).toMatchObject({ queued: 0, queuedBytes: 0 });
  });

  test('keeps what it holds for the next connection', () => {
    const { socket, world } = setUp();
    world.socket.bufferedAmount = MARK;
    socket.send('a');
    world.socket.drop();
    world.clock.advance(5000);
    world.socket.accept();
    expect([world.sockets.length, world.socket.received]).toEqual([2, ['a']]);
  });

  test('sends nothing before the gate has let it through, whatever the platform has to send', async () => {
    let pass = () => {};
    const authenticate = () => new Promise<void>((resolve) => (pass = resolve));
    const { socket, world } = create({ queue: { highWaterMark: MARK }, authenticate });
    socket.open();
    world.socket.accept();
    world.socket.bufferedAmount = MARK;
    socket.send('a');
    world.socket.bufferedAmount = 0;
    world.clock.advance(100);
    expect(world.socket.received).toEqual([]);
    pass();
    await settle();
    expect(world.socket.received).toEqual(['a']);
  });

  test('drops what it holds at a close, and leaves no timer', () => {
    const { socket, world, log } = setUp();
    world.socket.bufferedAmount = MARK;
    socket.send('a');
    socket.close();
    world.socket.finishClose();
    expect(log.of('drop')).toEqual([{ message: 'a', reason: 'closed' }]);
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('has no timer where nothing waits', () => {
    const { socket, world } = setUp();
    world.socket.bufferedAmount = MARK;
    socket.send('a');
    world.socket.bufferedAmount = 0;
    world.clock.advance(100);
    expect(world.clock.timers).toBe(0);
  });

  test('has no timer either where it is a closing socket that sends nothing', () => {
    const { socket, world } = setUp();
    const timers = world.clock.timers;
    world.socket.serverBeginsClose();
    expect([socket.send('a'), world.clock.timers]).toEqual(['queued', timers]);
  });

  test('lets a signal take back what it holds', () => {
    const { socket, world, log } = setUp();
    world.socket.bufferedAmount = MARK;
    const controller = new AbortController();
    socket.send('a', { signal: controller.signal });
    controller.abort();
    expect(log.of('drop')).toEqual([{ message: 'a', reason: 'aborted' }]);
    expect(world.clock.timers).toBe(0);
  });

  test.each([0, -1, Number.NaN])('is refused where it is %s', (highWaterMark) => {
    expect(() => create({ queue: { highWaterMark } })).toThrow(TowlineError);
  });
});

describe('a message of low priority', () => {
  test('goes at once where nothing waits', () => {
    const { socket, world } = setUp();
    expect(socket.send('a', { priority: 'low' })).toBe('sent');
    expect(world.socket.received).toEqual(['a']);
  });

  test('goes after all others, in its own order', () => {
    const { socket, world } = setUp();
    world.socket.bufferedAmount = MARK;
    socket.send('piece 1', { priority: 'low' });
    socket.send('piece 2', { priority: 'low' });
    socket.send('hi');
    socket.send('there', { priority: 'normal' });
    world.socket.bufferedAmount = 0;
    world.clock.advance(16);
    expect(world.socket.received).toEqual(['hi', 'there', 'piece 1', 'piece 2']);
  });

  test('leaves a chat its turn in the middle of an upload', () => {
    const { socket, world } = setUp();
    const platform = world.socket;
    // Each piece fills the platform's buffer, which is empty again at the next look.
    socket.on('sent', ({ message }) => {
      if (message.startsWith('piece')) platform.bufferedAmount = MARK;
    });
    platform.bufferedAmount = MARK;
    for (let piece = 1; piece <= 3; piece++) socket.send(`piece ${piece}`, { priority: 'low' });
    platform.bufferedAmount = 0;
    world.clock.advance(16);
    socket.send('hi');
    platform.bufferedAmount = 0;
    world.clock.advance(16);
    expect(platform.received).toEqual(['piece 1', 'hi', 'piece 2']);
  });

  test('waits for those of low priority that wait', () => {
    const { socket, world } = setUp();
    world.socket.bufferedAmount = MARK;
    socket.send('piece 1', { priority: 'low' });
    world.socket.bufferedAmount = 0;
    expect(socket.send('piece 2', { priority: 'low' })).toBe('queued');
    world.clock.advance(16);
    expect(world.socket.received).toEqual(['piece 1', 'piece 2']);
  });

  test('does not hold up one of normal priority', () => {
    const { socket, world } = setUp();
    world.socket.bufferedAmount = MARK;
    socket.send('piece', { priority: 'low' });
    world.socket.bufferedAmount = 0;
    expect(socket.send('hi')).toBe('sent');
    expect(world.socket.received).toEqual(['hi']);
  });

  test('gives way first where the queue is full', () => {
    const { socket, log } = create({ queue: { maxMessages: 2 } });
    socket.send('old');
    socket.send('piece', { priority: 'low' });
    socket.send('new');
    expect(socket.send('another piece', { priority: 'low' })).toBe('dropped');
    expect(log.of('drop').map(({ message }) => message)).toEqual(['piece', 'another piece']);
  });

  test.each([
    ['first', 'low', 'normal'],
    ['last', 'normal', 'low'],
  ] as const)('that came %s expires by its own age', (_when, earlier, later) => {
    const { socket, world, log } = createOpen({
      queue: { highWaterMark: MARK, timeToLive: 1000 },
    });
    world.socket.bufferedAmount = MARK;
    socket.send('a', { priority: earlier });
    world.clock.advance(500);
    socket.send('b', { priority: later });
    world.clock.advance(500);
    expect(log.of('drop')).toEqual([{ message: 'a', reason: 'expired' }]);
    world.clock.advance(500);
    expect(log.of('drop')).toHaveLength(2);
  });

  test('keeps its place behind across a reconnection', () => {
    const { socket, world } = create();
    socket.send('piece', { priority: 'low' });
    socket.send('hi');
    socket.open();
    world.socket.drop();
    world.clock.advance(5000);
    world.socket.accept();
    expect(world.socket.received).toEqual(['hi', 'piece']);
  });

  test('is refused where the word is none', () => {
    const { socket } = createOpen();
    expect(() => socket.send('a', { priority: 'high' as never })).toThrow(
      expect.objectContaining({
        code: 'invalid-option',
        message: expect.stringContaining('priority'),
      }),
    );
  });
});
