import { expect, test } from 'vitest';
import { atRest, deadline } from '../../src/machine/deadline.js';
import { ALL_STATES, closing, connecting, STATES, UNTIL, waiting } from './samples.js';

const NEVER = Number.POSITIVE_INFINITY;

test('the next tick is due at the deadline of whatever cannot last', () => {
  for (const state of [connecting('prepare'), closing('client', false), waiting]) {
    expect(deadline(state)).toBe(UNTIL);
  }
});

test('no tick is due where no time matters', () => {
  expect(deadline(STATES.idle[''])).toBe(NEVER);
  expect(deadline(STATES.closed['by user'])).toBe(NEVER);
  expect(deadline(STATES.open[''])).toBe(NEVER);
});

test('an open connection with a heartbeat has a tick due', () => {
  expect(deadline({ ...STATES.open[''], beat: { until: 5, sent: null } })).toBe(5);
});

test('there is nothing to release where it is not wanted, or the user closes or has closed it', () => {
  const resting = ALL_STATES.filter(atRest);
  expect(resting).toEqual([STATES.idle[''], closing('client', false), STATES.closed['by user']]);
});
