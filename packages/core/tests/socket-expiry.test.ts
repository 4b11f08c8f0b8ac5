import { createWebSocket } from '@towline/core';
import { createFakeEnvironment } from '@towline/suites';
import { describe, expect, test } from 'vitest';
import {
  create,
  createConnecting,
  createOpen,
  createWaiting,
  leftovers,
  NOTHING_LEFT,
  URL_B,
} from './harness.js';

/** Attempts last as long as the tests want, so that nothing else happens meanwhile. */
const CALM = { connectTimeout: Number.POSITIVE_INFINITY };
const TTL = { ...CALM, queue: { timeToLive: 1000 } };

const expired = (...messages: string[]) =>
  messages.map((message) => ({ message, reason: 'expired' }));

describe('timeToLive', () => {
  test('drops a message that has waited so long, to the ms, once', () => {
    const { socket, world, log } = createConnecting(TTL);
    expect(socket.send('a')).toBe('queued');
    world.clock.advance(999);
    expect([log.of('drop'), socket.queued]).toEqual([[], 1]);
    world.clock.advance(1);
    expect([log.of('drop'), socket.queued, socket.queuedBytes]).toEqual([expired('a'), 0, 0]);
    world.clock.advance(10_000);
    world.socket.accept();
    expect([log.of('drop').length, log.of('sent'), world.socket.received]).toEqual([1, [], []]);
  });

  test('drops several in order, each at its own time', () => {
    const { socket, world } = createConnecting(TTL);
    const drops: [string, number][] = [];
    socket.on('drop', ({ message }) => drops.push([message, world.clock.monotonicTime]));
    for (const message of ['a', 'b', 'c']) {
      socket.send(message);
      socket.send(`${message}, too`);
      world.clock.advance(300);
    }
    world.clock.advance(2000);
    expect(drops).toEqual([
      ['a', 1000],
      ['a, too', 1000],
      ['b', 1300],
      ['b, too', 1300],
      ['c', 1600],
      ['c, too', 1600],
    ]);
    expect(world.clock.timers).toBe(0);
  });

  test('shows within a frame that the queue is shorter', () => {
    const { socket, world } = createConnecting(TTL);
    socket.send('a');
    world.clock.advance(999);
    expect(socket.getSnapshot().queued).toBe(1);
    world.clock.advance(17);
    expect(socket.getSnapshot()).toMatchObject({ queued: 0, queuedBytes: 0 });
  });

  test('does not matter to what is sent in time, and leaves no timer', () => {
    const { socket, world, log } = createConnecting(TTL);
    socket.send('a');
    world.clock.advance(999);
    world.socket.accept();
    expect([world.socket.received, world.clock.timers]).toEqual([['a'], 0]);
    world.clock.advance(10_000);
    expect([log.of('sent').length, log.of('drop')]).toEqual([1, []]);
  });

  test('goes on from one attempt to the next', () => {
    const { socket, world, log } = createWaiting({ ...TTL, queue: { timeToLive: 1500 } });
    socket.send('a');
    world.clock.advance(750);
    world.socket.fail();
    world.clock.advance(749);
    expect(log.of('drop')).toEqual([]);
    world.clock.advance(1);
    expect(log.of('drop')).toEqual(expired('a'));
  });

  test('drops while other messages are sent, received and queued', () => {
    const { socket, world, log } = createOpen(TTL);
    world.socket.serverBeginsClose(1001);
    socket.send('a');
    world.clock.advance(600);
    socket.send('b');
    world.socket.finishClose();
    world.clock.advance(400);
    expect(log.of('drop')).toEqual(expired('a'));
    socket.open();
    world.socket.accept();
    expect(world.socket.received).toEqual(['b']);
    expect([socket.send('c'), world.socket.received]).toEqual(['sent', ['b', 'c']]);
    expect(world.clock.timers).toBe(0);
  });

  test('is waited for by one timer, however many messages there are', () => {
    const { socket, world } = createConnecting(TTL);
    for (let count = 0; count < 100; count++) socket.send(String(count));
    expect(world.clock.timers).toBe(1);
  });

  test('is waited for by the next one when the first has to go', () => {
    const { socket, world, log } = createConnecting({
      ...CALM,
      queue: { timeToLive: 1000, maxMessages: 1 },
    });
    socket.send('a');
    world.clock.advance(500);
    socket.send('b');
    expect(world.clock.timers).toBe(1);
    world.clock.advance(999);
    expect(log.of('drop')).toEqual([{ message: 'a', reason: 'overflow' }]);
    world.clock.advance(1);
    expect(log.of('drop').at(-1)).toEqual(expired('b')[0]);
  });
});

describe('what has waited too long is never sent late', () => {
  test('after sleep, where the timers did not fire', () => {
    const { socket, world, log } = createConnecting(TTL);
    socket.send('a');
    world.clock.advance(500);
    socket.send('b');
    world.clock.sleep(500);
    world.socket.accept();
    expect([world.socket.received, log.types()]).toEqual([['b'], ['open', 'drop', 'sent']]);
    expect([log.of('drop'), world.clock.timers]).toEqual([expired('a'), 0]);
  });

  test('and what sleep has outdated goes with the first timer after it', () => {
    const { socket, world, log } = createConnecting(TTL);
    for (const message of ['a', 'b']) socket.send(message);
    world.clock.sleep(3_600_000);
    world.clock.advance(1000);
    expect([log.of('drop'), world.clock.timers]).toEqual([expired('a', 'b'), 0]);
  });

  test('also where the clock is set back meanwhile', () => {
    const { socket, world, log } = createConnecting(TTL);
    socket.send('a');
    world.clock.setBack(3_600_000);
    world.clock.advance(999);
    expect(log.of('drop')).toEqual([]);
    world.clock.advance(1);
    expect(log.of('drop')).toEqual(expired('a'));
  });

  test('and what its drop sends instead comes behind what still waits', () => {
    const { socket, world } = createConnecting(TTL);
    socket.on('drop', ({ message }) => socket.send(`instead of ${message}`));
    socket.send('a');
    world.clock.advance(500);
    socket.send('b');
    world.clock.sleep(500);
    world.socket.accept();
    expect(world.socket.received).toEqual(['b', 'instead of a']);
  });

  test('and what its drop sends instead goes at once where nothing waits', () => {
    const { socket, world, log } = createConnecting(TTL);
    const results: string[] = [];
    socket.on('drop', () => results.push(socket.send('instead')));
    socket.send('a');
    world.clock.sleep(1000);
    world.socket.accept();
    expect([results, world.socket.received, log.of('sent')]).toEqual([['sent'], ['instead'], []]);
  });
});

describe('time', () => {
  test.each(['open', 'retain'] as const)('does not pass before the first %s()', (how) => {
    const { socket, world, log } = create(TTL);
    socket.send('a');
    world.clock.advance(3_600_000);
    expect([world.clock.timers, socket.queued]).toEqual([0, 1]);
    socket[how]();
    world.clock.advance(999);
    expect(log.of('drop')).toEqual([]);
    world.clock.advance(1);
    expect(log.of('drop')).toEqual(expired('a'));
  });

  test('is the same for what was sent before and right after the first open()', () => {
    const { socket, world, log } = create(TTL);
    socket.send('a');
    socket.open();
    world.clock.advance(200);
    socket.send('b');
    world.clock.advance(800);
    expect(log.of('drop')).toEqual(expired('a'));
    world.clock.advance(200);
    expect(log.of('drop')).toEqual(expired('a', 'b'));
  });

  test('is not asked for before that', () => {
    const { environment } = createFakeEnvironment();
    const touched = () => {
      throw new Error('touched');
    };
    const socket = createWebSocket('/ws', {
      queue: { timeToLive: 1, maxMessages: 1 },
      environment: {
        ...environment,
        wallTime: touched,
        monotonicTime: touched,
        setTimer: touched,
        random: touched,
      },
    });
    const controller = new AbortController();
    socket.send('a');
    socket.send('b', { signal: controller.signal });
    controller.abort();
    socket.update({ url: URL_B });
    socket.send('c');
    socket.close();
    // A close is sticky: this one begins nothing.
    socket.retain()();
    expect(socket.queued).toBe(0);
  });

  test('begins with the first attempt, not with a retain() that found it closed', () => {
    const { socket, world, log } = create(TTL);
    socket.close();
    socket.retain();
    socket.update({ url: null });
    socket.send('a');
    world.clock.advance(5000);
    socket.update({ url: URL_B });
    world.socket.accept();
    expect([world.socket.received, log.of('drop')]).toEqual([['a'], []]);
  });

  test('passes while it is off, once it was open', () => {
    const { socket, world, log } = createOpen(TTL);
    socket.update({ url: null });
    socket.send('a');
    world.clock.advance(1016);
    expect([log.of('drop'), leftovers(world)]).toEqual([
      expired('a'),
      { ...NOTHING_LEFT, live: 1 },
    ]);
  });

  test('passes on the way to another destination', () => {
    const { socket, world, log } = createConnecting({ ...TTL, keepQueue: true });
    socket.send('a');
    world.clock.advance(600);
    socket.update({ url: URL_B });
    world.clock.advance(400);
    expect(log.of('drop')).toEqual(expired('a'));
  });
});

describe('no timer is left', () => {
  const ENDS = {
    'close()': ({ socket }) => socket.close(),
    'another destination': ({ socket }) => socket.update({ url: null }),
    'a flush': ({ world }) => world.socket.accept(),
  } satisfies Record<string, (harness: ReturnType<typeof create>) => void>;

  test.each(Object.entries(ENDS))('after %s', (_name, end) => {
    const harness = createConnecting(TTL);
    harness.socket.send('a');
    expect(harness.world.clock.timers).toBe(1);
    end(harness);
    expect([harness.world.clock.timers, harness.socket.queued]).toEqual([0, 0]);
  });

  test('after the last message was taken back', () => {
    const { socket, world } = createConnecting(TTL);
    const controller = new AbortController();
    socket.send('a', { signal: controller.signal });
    controller.abort();
    expect(world.clock.timers).toBe(0);
  });

  test('after the last holder has left and it has lingered', () => {
    const { socket, world, log } = create({ ...CALM, queue: { timeToLive: 5000 } });
    const release = socket.retain();
    socket.send('a');
    release();
    world.clock.advance(1000);
    expect([log.of('drop'), world.clock.timers]).toEqual([
      [{ message: 'a', reason: 'released' }],
      0,
    ]);
  });
});

describe('timeToLive', () => {
  test('may be longer than a timer can wait', () => {
    const days = 30 * 86_400_000;
    const { socket, world, log } = createConnecting({ ...CALM, queue: { timeToLive: days } });
    socket.send('a');
    world.clock.advance(days - 1);
    expect([log.of('drop'), world.clock.timers]).toEqual([[], 1]);
    world.clock.advance(1);
    expect(log.of('drop')).toEqual(expired('a'));
  });

  test('of Infinity, the default, needs no timer', () => {
    for (const queue of [{}, { timeToLive: Number.POSITIVE_INFINITY }]) {
      const { socket, world } = createConnecting({ ...CALM, queue });
      socket.send('a');
      expect(world.clock.timers).toBe(0);
      world.clock.advance(10 * 86_400_000);
      expect(socket.queued).toBe(1);
    }
  });

  test('of 0 lets nothing wait, and what need not wait is sent', () => {
    const { socket, world, log } = createConnecting({ ...CALM, queue: { timeToLive: 0 } });
    expect(socket.send('a')).toBe('queued');
    world.clock.advance(0);
    expect(log.of('drop')).toEqual(expired('a'));
    socket.send('b');
    world.socket.accept();
    expect([log.of('drop'), world.socket.received]).toEqual([expired('a', 'b'), []]);
    expect([socket.send('c'), world.socket.received]).toEqual(['sent', ['c']]);
  });

  test('of a fraction is waited for to its end', () => {
    const { socket, world, log } = createConnecting({ ...CALM, queue: { timeToLive: 0.5 } });
    socket.send('a');
    world.clock.advance(1);
    expect([log.of('drop'), world.clock.timers]).toEqual([expired('a'), 0]);
  });

  test('survives a timer that fires early', () => {
    const { environment, clock } = createFakeEnvironment();
    let early = 10;
    const socket = createWebSocket('/ws', {
      ...TTL,
      environment: {
        ...environment,
        setTimer(callback, delay) {
          const hasty = delay - early;
          early = 0;
          return environment.setTimer(callback, hasty);
        },
      },
    });
    const drops: number[] = [];
    socket.on('drop', () => drops.push(clock.monotonicTime));
    socket.open();
    socket.send('a');
    clock.advance(2000);
    expect([drops, clock.timers]).toEqual([[1000], 0]);
  });
});
