import type { RetryPolicy, TowlineSocket } from '@towline/core';
import { createFakeEnvironment, type FakeEnvironment } from '@towline/suites';
import { describe, expect, test } from 'vitest';
import { createConnecting, createOpen, createWaiting } from './harness.js';

const status = (socket: TowlineSocket) => socket.getSnapshot().status;

/** The delays that were shown, as so many attempts fail. */
function delays(socket: TowlineSocket, world: FakeEnvironment, attempts: number) {
  return Array.from({ length: attempts }, () => {
    world.socket.drop();
    const { nextRetry } = socket.getSnapshot();
    // Timers have whole milliseconds: one due at a fraction takes one more.
    world.clock.advance(Math.ceil(nextRetry?.delay ?? 0) + 1);
    return nextRetry?.delay;
  });
}

describe('a lost connection', () => {
  test('comes back after a delay that is shown', () => {
    const { socket, world } = createOpen();
    world.socket.drop();
    expect(socket.getSnapshot()).toMatchObject({
      status: 'closed',
      reconnecting: true,
      attempt: 1,
      nextRetry: { at: world.clock.wallTime + 750, delay: 750, reason: 'network' },
      lastClose: { code: 1006, reason: '', wasClean: false, cause: 'network' },
    });
    world.clock.advance(749);
    expect(world.sockets).toHaveLength(1);
    world.clock.advance(1);
    expect(socket.getSnapshot()).toMatchObject({
      status: 'connecting',
      reconnecting: true,
      nextRetry: null,
    });
    world.socket.accept();
    expect(socket.getSnapshot()).toMatchObject({ status: 'open', reconnecting: false, attempt: 0 });
  });

  test.each([true, false])('does the same where the platform fires error first: %s', (error) => {
    const { socket, world, log } = createOpen();
    world.socket.drop({ error });
    expect(log.types()).toEqual(['close']);
    expect(socket.getSnapshot().nextRetry).toMatchObject({ delay: 750 });
  });

  test('shows one and the same retry, frozen, while only the queue changes', () => {
    const { socket, world } = createWaiting();
    const { nextRetry } = socket.getSnapshot();
    for (const queued of [1, 2]) {
      socket.send('a');
      world.clock.advance(16);
      expect(socket.getSnapshot()).toMatchObject({ status: 'closed', queued });
      expect(socket.getSnapshot().nextRetry).toBe(nextRetry);
    }
    expect([nextRetry?.delay, Object.isFrozen(nextRetry)]).toEqual([750, true]);
  });

  test('waits longer each time', () => {
    const { socket, world } = createConnecting();
    expect(delays(socket, world, 4)).toEqual([
      750,
      ...[1260, 1411.2, 1580.544].map((delay) => expect.closeTo(delay)),
    ]);
  });

  test('counts on where the server accepts and drops at once', () => {
    const { socket, world } = createOpen({
      retry: (_close, attempt) => (attempt > 3 ? null : 100),
    });
    for (let attempt = 1; attempt <= 3; attempt++) {
      world.clock.advance(4999);
      world.socket.drop();
      expect(socket.getSnapshot().attempt).toBe(attempt);
      world.clock.advance(100);
      world.socket.accept();
    }
    world.socket.drop();
    expect([world.sockets.length, socket.getSnapshot().nextRetry]).toEqual([4, null]);
  });

  test('counts from 0 again after 5 s in which it was well', () => {
    const { socket, world } = createWaiting();
    world.clock.advance(750);
    world.socket.accept();
    world.clock.advance(5000);
    world.socket.drop();
    expect(socket.getSnapshot().attempt).toBe(1);
  });

  test('is not tried again without a policy', () => {
    const { socket, world } = createOpen({ retry: false });
    world.socket.drop();
    world.clock.advance(3_600_000);
    expect([world.sockets.length, status(socket), socket.getSnapshot().reconnecting]).toEqual([
      1,
      'closed',
      false,
    ]);
  });

  test('is tried again by the policy of the moment', () => {
    const { socket, world } = createOpen({ retry: false });
    const asked: unknown[][] = [];
    const retry: RetryPolicy = (...args) => {
      asked.push(args);
      return 5;
    };
    socket.update({ retry });
    world.socket.serverClose(1008, 'no');
    expect(asked).toEqual([
      [{ code: 1008, reason: 'no', wasClean: true, cause: 'server' }, 1, null, 0.5],
    ]);
    world.clock.advance(5);
    expect(status(socket)).toBe('connecting');
  });

  test('is tried again over and over, without end', () => {
    const { socket, world } = createConnecting();
    expect(delays(socket, world, 200).at(-1)).toBe(22_500);
    world.socket.accept();
    expect(status(socket)).toBe('open');
  });

  test('is tried again at a moment that timers cannot reach in one', () => {
    const month = 31 * 24 * 3_600_000;
    const { world } = createOpen({ retry: () => month });
    world.socket.drop();
    world.clock.advance(month - 1);
    expect(world.sockets).toHaveLength(1);
    world.clock.advance(1);
    expect(world.sockets).toHaveLength(2);
  });
});

describe('a close by the server', () => {
  test.each([1000, 1008, 4401])('with code %i ends it', (code) => {
    const { socket, world } = createOpen();
    world.socket.serverClose(code, 'enough');
    world.clock.advance(3_600_000);
    expect(socket.getSnapshot()).toMatchObject({
      status: 'closed',
      reconnecting: false,
      nextRetry: null,
      lastClose: { code, reason: 'enough', wasClean: true, cause: 'server' },
    });
    expect(world.sockets).toHaveLength(1);
  });

  test.each([1001, 1005, 1011, 1012, 4000])('with code %i is tried again', (code) => {
    const { socket, world } = createOpen();
    world.socket.serverClose(code);
    expect(socket.getSnapshot().nextRetry).toMatchObject({ delay: 750, reason: 'server' });
  });

  test.each([1013, 4429])('with code %i is tried again much later', (code) => {
    const { socket, world } = createOpen();
    world.socket.serverClose(code);
    expect(socket.getSnapshot().nextRetry).toMatchObject({ delay: 22_500 });
  });
});

describe('an attempt', () => {
  test('that does not open within 10 s is left, and another one follows', () => {
    const { socket, world, log } = createConnecting();
    world.clock.advance(9999);
    expect(status(socket)).toBe('connecting');
    world.clock.advance(1);
    const close = { code: 1006, reason: '', wasClean: false, cause: 'timeout' };
    expect(log.of('close')).toEqual([close]);
    expect(log.of('error')).toEqual([expect.objectContaining({ code: 'connect-timeout' })]);
    expect([world.listened, socket.getSnapshot().nextRetry?.reason]).toEqual([[], 'timeout']);
    world.socket.accept();
    expect(status(socket)).toBe('closed');
    world.clock.advance(750);
    world.socket.accept();
    expect(status(socket)).toBe('open');
  });

  test('that the machine slept through is left when it wakes', () => {
    const { socket, world } = createConnecting();
    world.clock.advance(1000);
    world.clock.sleep(60_000);
    world.clock.advance(9000);
    expect(socket.getSnapshot().nextRetry).not.toBeNull();
  });

  test('is not delayed by a clock that is set back', () => {
    const { world } = createWaiting();
    world.clock.setBack(3_600_000);
    world.clock.advance(750);
    expect(world.sockets).toHaveLength(2);
  });

  test('is not repeated by a clock that is set back', () => {
    const { world } = createOpen();
    world.clock.setBack(3_600_000);
    world.clock.advance(3_600_000);
    expect(world.sockets).toHaveLength(1);
  });

  test('is made in time, and not before, where timers fire early', () => {
    const { environment, clock } = createFakeEnvironment();
    const { world } = createOpen({
      environment: {
        wallTime: environment.wallTime,
        monotonicTime: environment.monotonicTime,
        // As some runtimes do.
        setTimer: (callback, delay) =>
          environment.setTimer(callback, delay > 1 ? delay - 1 : delay),
      },
    });
    world.socket.drop();
    clock.advance(749);
    expect([world.sockets.length, clock.timers]).toEqual([1, 1]);
    clock.advance(1);
    expect(world.sockets).toHaveLength(2);
  });
});
