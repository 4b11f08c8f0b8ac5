import { createFakeEnvironment } from '@towline/suites';
import { expect, test } from 'vitest';
import { createExpiry } from '../src/expiry.js';
import { createQueue } from '../src/policies/queue.js';

/** An expiry alone, with what it took out and the delays of the timers that it set. */
function setUp(timeToLive: number) {
  const { environment, clock } = createFakeEnvironment();
  const queue = createQueue<string>();
  const delays: number[] = [];
  const expired: string[] = [];
  const expiry = createExpiry(
    queue,
    timeToLive,
    {
      started: () => true,
      now: environment.monotonicTime,
      setTimer(callback, delay) {
        delays.push(delay);
        return environment.setTimer(callback, delay);
      },
      later: (task) => task(),
    },
    ({ message }) => expired.push(message),
  );
  const push = (message: string) => {
    queue.push({ message, data: message, until: expiry.until() });
    expiry.watch();
  };
  return { queue, clock, delays, expired, push };
}

test('what is queued behind another sets no timer of its own until its turn', () => {
  const { clock, delays, expired, push } = setUp(1000);
  push('a');
  clock.advance(100);
  push('b');
  expect(delays).toEqual([1000]);
  clock.advance(900);
  expect([expired, delays]).toEqual([['a'], [1000, 100]]);
  clock.advance(100);
  expect([expired, delays, clock.timers]).toEqual([['a', 'b'], [1000, 100], 0]);
});
