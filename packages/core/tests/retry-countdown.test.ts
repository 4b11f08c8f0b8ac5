import { createLog, createRetryCountdown, createWebSocket } from '@towline/core';
import { createFakeEnvironment } from '@towline/suites';
import { describe, expect, test } from 'vitest';
import {
  create,
  createOpen,
  createWaiting,
  enter,
  type Harness,
  leftovers,
  NOTHING_LEFT,
  PHASES,
} from './harness.js';

/** Waiting so long, with a countdown that somebody subscribes to. */
function createCounting(delay: number) {
  const harness = createWaiting({ retry: () => delay });
  const countdown = createRetryCountdown(harness.socket);
  const told: (number | null)[] = [];
  const leave = countdown.subscribe(() => told.push(countdown.getSnapshot()));
  return { ...harness, countdown, told, leave };
}

/** The timers of all but the connection itself. */
const timersOf = ({ world }: Pick<Harness, 'world'>) => world.clock.timers - 1;

describe('a countdown', () => {
  test.each(PHASES.filter((phase) => phase !== 'waiting'))('is null when it is %s', (phase) => {
    const { socket, world } = enter(phase);
    const { timers } = world.clock;
    const countdown = createRetryCountdown(socket);
    expect(countdown.getSnapshot()).toBeNull();
    const leave = countdown.subscribe(() => {});
    expect([countdown.getSnapshot(), world.clock.timers]).toEqual([null, timers]);
    leave();
  });

  test.each([
    [1, 1],
    [999, 1],
    [1000, 1],
    [1001, 2],
    [2500, 3],
    [3000, 3],
    [0, 0],
  ])('of %d ms reads %d s: rounded up', (delay, seconds) => {
    const { socket } = createWaiting({ retry: () => delay });
    const countdown = createRetryCountdown(socket);
    expect(countdown.getSnapshot()).toBe(seconds);
    countdown.subscribe(() => {});
    expect(countdown.getSnapshot()).toBe(seconds);
  });

  test.each([
    [2500, [2, 1, null], [500, 1500, 2500]],
    [3000, [2, 1, null], [1000, 2000, 3000]],
    [700, [null], [700]],
  ])('of %d ms tells of each second once, when it changes', (delay, seconds, times) => {
    const { socket, world } = createWaiting({ retry: () => delay });
    const start = world.clock.monotonicTime;
    const countdown = createRetryCountdown(socket);
    const told: [number | null, number][] = [];
    countdown.subscribe(() =>
      told.push([countdown.getSnapshot(), world.clock.monotonicTime - start]),
    );
    world.clock.advance(delay);
    expect(told.map(([second]) => second)).toEqual(seconds);
    expect(told.map(([, time]) => time)).toEqual(times);
  });

  test('does not show a second more for a rest of the arithmetic', () => {
    const world = createFakeEnvironment();
    let time = 0;
    const socket = createWebSocket('ws://localhost/', {
      retry: () => 3000,
      environment: { ...world.environment, monotonicTime: () => time },
    });
    socket.open();
    world.socket.accept();
    // In floating point, what is 3,000 ms later than this is a little more than that.
    time = 13_390.300000000001;
    expect(time + 3000 - time).toBeGreaterThan(3000);
    world.socket.drop();
    expect(createRetryCountdown(socket).getSnapshot()).toBe(3);
  });

  test('tells nobody of what else changes', () => {
    const { socket, world, told } = createCounting(5000);
    socket.send('a');
    world.clock.advance(16);
    expect(socket.getSnapshot().queued).toBe(1);
    expect(told).toEqual([]);
  });

  test.each(['open', 'close', 'reconnect'] as const)('is null at once after %s()', (name) => {
    const { socket, world, countdown, told } = createCounting(5000);
    socket[name]();
    expect([countdown.getSnapshot(), told]).toEqual([null, [null]]);
    expect(world.clock.timers).toBe(name === 'close' ? 0 : 1);
  });

  test('begins anew with each wait', () => {
    const { world, told } = createCounting(1500);
    world.clock.advance(1500);
    world.socket.fail();
    world.clock.advance(1500);
    expect(told).toEqual([1, null, 2, 1, null]);
  });

  test('is stretched where the network is gone, and cut short where it is back', () => {
    const { world, told } = createCounting(2000);
    world.clock.advance(500);
    world.signal('offline');
    world.clock.advance(2000);
    world.signal('wake');
    expect(told).toEqual([30, 29, 28, null]);
  });

  test('goes on where the system’s clock is set back', () => {
    const { world, told } = createCounting(3000);
    world.clock.advance(500);
    world.clock.setBack(3_600_000);
    world.clock.advance(2500);
    expect(told).toEqual([2, 1, null]);
  });

  test('catches up after sleep', () => {
    const { world, told, countdown } = createCounting(10_000);
    world.clock.sleep(6500);
    world.clock.advance(1000);
    expect([told, countdown.getSnapshot()]).toEqual([[3], 3]);
    world.clock.advance(500);
    expect(told).toEqual([3, 2]);
  });

  test('reads 0 where sleep took longer than the wait, until the try', () => {
    const { world, told } = createCounting(5000);
    world.clock.sleep(3_600_000);
    world.clock.advance(4999);
    expect([told, world.clock.timers]).toEqual([[0], 1]);
    world.clock.advance(1);
    expect(told).toEqual([0, null]);
  });

  test('counts days without a timer that is too long', () => {
    const { world, told, leave } = createCounting(30 * 86_400_000);
    world.clock.advance(2000);
    expect(told).toEqual([2_591_999, 2_591_998]);
    leave();
  });
});

describe('its timer', () => {
  test('is there only while somebody subscribes and a try is ahead', () => {
    const counting = createCounting(5000);
    const { countdown, leave, world, socket } = counting;
    expect(timersOf(counting)).toBe(1);
    const leaveToo = countdown.subscribe(() => {});
    expect(timersOf(counting)).toBe(1);
    leave();
    leave();
    expect(timersOf(counting)).toBe(1);
    leaveToo();
    expect(timersOf(counting)).toBe(0);
    countdown.subscribe(() => {});
    expect(timersOf(counting)).toBe(1);
    socket.close();
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('is there from the loss on, where somebody subscribed before', () => {
    const { socket, world } = createOpen();
    const countdown = createRetryCountdown(socket);
    const told: (number | null)[] = [];
    const leave = countdown.subscribe(() => told.push(countdown.getSnapshot()));
    expect(world.clock.timers).toBe(0);
    world.socket.drop();
    expect([told, world.clock.timers]).toEqual([[1], 2]);
    leave();
    expect(world.clock.timers).toBe(1);
  });

  test('is gone where a listener leaves when it is told', () => {
    const { socket, world } = createWaiting({ retry: () => 5000 });
    const countdown = createRetryCountdown(socket);
    const leave = countdown.subscribe(() => leave());
    world.clock.advance(1000);
    expect(world.clock.timers).toBe(1);
  });

  test('touches no clock before the first open()', () => {
    const touched = () => {
      throw new Error('touched');
    };
    const { environment } = createFakeEnvironment();
    const socket = createWebSocket('ws://localhost/', {
      environment: {
        ...environment,
        wallTime: touched,
        monotonicTime: touched,
        setTimer: touched,
        requestFrame: touched,
      },
    });
    const countdown = createRetryCountdown(socket);
    expect(countdown.getSnapshot()).toBeNull();
    countdown.subscribe(() => {})();
  });
});

describe('several who subscribe', () => {
  test('are all told, once each, and one who throws stops nobody', () => {
    const { world, countdown, told } = createCounting(1500);
    const oops = new Error('oops');
    countdown.subscribe(() => {
      throw oops;
    });
    const also: (number | null)[] = [];
    countdown.subscribe(() => also.push(countdown.getSnapshot()));
    world.clock.advance(500);
    expect([told, also, world.takeErrors()]).toEqual([[1], [1], [oops]]);
  });

  test('may each act on the socket', () => {
    const { socket, world, countdown, told } = createCounting(1500);
    countdown.subscribe(() => countdown.getSnapshot() === 1 && socket.open());
    world.clock.advance(500);
    expect([told.at(-1), socket.getSnapshot().status]).toEqual([null, 'connecting']);
  });

  test('may have countdowns of their own', () => {
    const { socket, world } = createWaiting({ retry: () => 1500 });
    const countdowns = [createRetryCountdown(socket), createRetryCountdown(socket)];
    const counts = [0, 0];
    for (const [index, countdown] of countdowns.entries()) {
      countdown.subscribe(() => (counts[index] = (counts[index] ?? 0) + 1));
    }
    world.clock.advance(500);
    expect(counts).toEqual([1, 1]);
  });
});

test('without anybody who subscribes it reads what is left now', () => {
  const { socket, world } = createWaiting({ retry: () => 2500 });
  const countdown = createRetryCountdown(socket);
  const read: (number | null)[] = [];
  for (let count = 0; count < 4; count++) {
    read.push(countdown.getSnapshot());
    world.clock.advance(1000);
  }
  expect(read).toEqual([3, 2, 1, null]);
});

test('it takes a binding’s result, and a log', () => {
  const { socket } = createWaiting();
  expect(createRetryCountdown({ socket }).getSnapshot()).toBe(1);
  expect(createRetryCountdown(createLog(socket)).getSnapshot()).toBe(1);
  expect(createRetryCountdown(create().socket).getSnapshot()).toBeNull();
});
