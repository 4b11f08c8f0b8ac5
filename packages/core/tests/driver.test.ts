import { createFakeEnvironment } from '@towline/suites';
import { expect, test } from 'vitest';
import { createClock } from '../src/clock.js';
import { createDriver } from '../src/driver.js';
import type { Environment } from '../src/env.js';
import type { Rules } from '../src/machine/rules.js';
import { rules, staged } from './machine/samples.js';

/** A driver alone, and the delays of the timers that it set. */
function setUp(by: Rules = rules) {
  const { environment, clock } = createFakeEnvironment();
  const delays: number[] = [];
  const setTimer: Environment['setTimer'] = (callback, delay) => {
    delays.push(delay);
    return environment.setTimer(callback, delay);
  };
  const driver = createDriver(
    { ...environment, setTimer },
    createClock(environment),
    () => Number.NEGATIVE_INFINITY,
    by,
    () => {},
  );
  return { driver, clock, delays };
}

test('each state sets its timer anew, and there is one', () => {
  const { driver, clock, delays } = setUp(staged);
  driver.post({ type: 'open' });
  clock.advance(100);
  driver.post({ type: 'prepared', id: 1 });
  driver.post({ type: 'opened', id: 1 });
  expect(driver.state).toMatchObject({ phase: 'connecting', stage: 'authenticate' });
  expect([delays, clock.timers]).toEqual([[10_000, 9900, 9900], 1]);
});

test('a deadline that is gone leaves no timer', () => {
  const { driver, clock, delays } = setUp();
  driver.post({ type: 'open' });
  driver.post({ type: 'opened', id: 1 });
  expect(driver.state.phase).toBe('open');
  expect([delays, clock.timers]).toEqual([[rules.connectTimeout], 0]);
});

test('what is expected takes in what was posted since it was last looked at', () => {
  const { driver } = setUp();
  const expected: string[] = [];
  const look = () => expected.push(driver.expected().phase);
  driver.callOut(() => {
    driver.post({ type: 'open' });
    look();
    driver.post({ type: 'close', code: 1000, reason: '' });
    look();
    look();
  }, undefined);
  expect(expected).toEqual(['connecting', 'closed', 'closed']);
});

test('its time begins with the first attempt', () => {
  const { driver, clock } = setUp();
  clock.advance(5000);
  driver.post({ type: 'open' });
  expect(driver.state).toMatchObject({ until: rules.connectTimeout });
  clock.advance(rules.connectTimeout - 1);
  expect(driver.state.phase).toBe('connecting');
  clock.advance(1);
  expect([driver.state.phase, driver.now()]).toEqual(['waiting', rules.connectTimeout]);
});
