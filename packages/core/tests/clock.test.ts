import { createFakeEnvironment } from '@towline/suites';
import { expect, test } from 'vitest';
import { createClock } from '../src/clock.js';

function setUp() {
  const { environment, clock } = createFakeEnvironment();
  const now = createClock(environment);
  now();
  return { now, clock };
}

test('begins at 0 and goes on with time', () => {
  const { now, clock } = setUp();
  expect(now()).toBe(0);
  clock.advance(250);
  expect(now()).toBe(250);
});

test('goes on while the machine sleeps', () => {
  const { now, clock } = setUp();
  clock.sleep(60_000);
  expect(now()).toBe(60_000);
});

test('goes on when somebody sets the time back', () => {
  const { now, clock } = setUp();
  clock.advance(100);
  clock.setBack(3_600_000);
  expect(now()).toBe(100);
  clock.advance(100);
  expect(now()).toBe(200);
});

test('sees a sleep after somebody set the time back', () => {
  const { now, clock } = setUp();
  clock.setBack(3_600_000);
  now();
  clock.sleep(60_000);
  expect(now()).toBe(60_000);
});

test('never goes back', () => {
  const { now, clock } = setUp();
  clock.sleep(5000);
  const before = now();
  clock.setBack(5000);
  expect(now()).toBe(before);
});

test('keeps time, however often it is looked at, on clocks that round', () => {
  let time = 0;
  const now = createClock({
    wallTime: () => Math.floor(time),
    monotonicTime: () => Math.floor(time * 10) / 10,
  });
  now();
  for (; time < 10_000; time += 0.3) now();
  expect(now()).toBeCloseTo(10_000, -1);
});

test('takes no corrections of the wall clock for sleep', () => {
  const { environment, clock } = createFakeEnvironment();
  let correction = 0;
  const now = createClock({
    monotonicTime: environment.monotonicTime,
    wallTime: () => environment.wallTime() + correction,
  });
  now();
  for (let second = 0; second < 100; second += 1) {
    clock.advance(1000);
    correction = (second % 2) * 100;
    now();
  }
  expect(now()).toBe(100_000);
});

test.each([
  [500, 10_000],
  [100, 1800],
])('sees many sleeps of %d ms, and is never more than 250 ms behind', (ms, seen) => {
  const { now, clock } = setUp();
  for (let times = 0; times < 20; times += 1) {
    clock.sleep(ms);
    now();
  }
  expect(now()).toBe(seen);
});
