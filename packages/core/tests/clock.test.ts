import { createFakeEnvironment } from '@towline/testing';
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

test('never goes back', () => {
  const { now, clock } = setUp();
  clock.sleep(5000);
  const before = now();
  clock.setBack(5000);
  expect(now()).toBe(before);
});
