import { createFakeEnvironment } from '@towline/suites';
import { describe, expect, test } from 'vitest';
import { createLifetime } from '../src/lifetime.js';
import { createConnecting } from './harness.js';

function setUp({ resting = false } = {}) {
  const { environment, clock } = createFakeEnvironment();
  const calls: string[] = [];
  const lifetime = createLifetime(
    environment,
    1000,
    () => calls.push('retain'),
    () => calls.push('release'),
    () => resting,
  );
  return { lifetime, clock, calls };
}

describe('retain', () => {
  test('tells of the first holder only', () => {
    const { lifetime, calls } = setUp();
    lifetime.retain(false);
    lifetime.retain(false);
    expect([calls, lifetime.wanted()]).toEqual([['retain'], true]);
  });

  test('lingers after the last holder has left, and then tells', () => {
    const { lifetime, calls, clock } = setUp();
    const releases = [lifetime.retain(false), lifetime.retain(false)];
    for (const release of releases) release();
    expect(lifetime.wanted()).toBe(false);
    clock.advance(999);
    expect(calls).toEqual(['retain']);
    clock.advance(1);
    expect(calls).toEqual(['retain', 'release']);
  });

  test('counts each release once', () => {
    const { lifetime, calls, clock } = setUp();
    const release = lifetime.retain(false);
    lifetime.retain(false);
    release();
    release();
    clock.advance(10_000);
    expect([calls, lifetime.wanted()]).toEqual([['retain'], true]);
  });

  test('ends the linger', () => {
    const { lifetime, calls, clock } = setUp();
    lifetime.retain(false)();
    clock.advance(999);
    lifetime.retain(false);
    clock.advance(10_000);
    expect(calls).toEqual(['retain', 'retain']);
    expect(clock.timers).toBe(0);
  });

  test('does not linger where there is nothing to release', () => {
    const { lifetime, calls, clock } = setUp({ resting: true });
    lifetime.retain(false)();
    expect(clock.timers).toBe(0);
    expect(calls).toEqual(['retain']);
  });
});

describe("the user's hold", () => {
  test('outlives every holder', () => {
    const { lifetime, calls, clock } = setUp();
    lifetime.hold();
    lifetime.retain(false)();
    clock.advance(10_000);
    expect([calls, lifetime.wanted()]).toEqual([['retain'], true]);
  });

  test('ends with the release of the owner', () => {
    const { lifetime, calls, clock } = setUp();
    const release = lifetime.retain(true);
    lifetime.hold();
    release();
    clock.advance(1000);
    expect([calls, lifetime.wanted()]).toEqual([['retain', 'release'], false]);
  });

  test('ends the linger, and so does letting go', () => {
    const { lifetime, calls, clock } = setUp();
    lifetime.retain(false)();
    lifetime.hold();
    expect(clock.timers).toBe(0);
    lifetime.letGo();
    lifetime.retain(false)();
    lifetime.letGo();
    clock.advance(10_000);
    expect([calls, clock.timers]).toEqual([['retain', 'retain'], 0]);
  });
});

test.each([
  [2 ** 31, 'closing'],
  [Number.POSITIVE_INFINITY, 'open'],
])('a linger of %i ms is longer than a timer can wait, and kept', (linger, expected) => {
  const { socket, world } = createConnecting({ linger });
  world.socket.accept();
  socket.retain({ owner: true })();
  world.clock.advance(2 ** 31 - 1);
  expect(socket.getSnapshot().status).toBe('open');
  world.clock.advance(1);
  expect(socket.getSnapshot().status).toBe(expected);
  socket.close();
});
