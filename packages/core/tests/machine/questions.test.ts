import { expect, test } from 'vitest';
import type { CloseInfo } from '../../src/close.js';
import { atRest, deadline, listens, receives } from '../../src/machine/questions.js';
import { initial } from '../../src/machine/state.js';
import {
  ALL_STATES,
  closing,
  connecting,
  pinged,
  quiet,
  STATES,
  UNTIL,
  waiting,
} from './samples.js';

const NEVER = Number.POSITIVE_INFINITY;
const PAGE: CloseInfo = { code: 1006, reason: '', wasClean: false, cause: 'page' };

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

test('an open connection with a heartbeat has a tick due, for the ping and for its answer', () => {
  expect([deadline(quiet), deadline(pinged)]).toEqual([UNTIL, UNTIL]);
});

test('there is nothing to release where it is not wanted, or the user closes or has closed it', () => {
  const resting = ALL_STATES.filter(atRest);
  expect(resting).toEqual([STATES.idle[''], closing('client', false), STATES.closed['by user']]);
  expect([connecting('connect'), quiet, waiting].map(atRest)).toEqual([false, false, false]);
});

test('the page and the network have nothing to tell where it rests or has ended', () => {
  const deaf = ALL_STATES.filter((state) => !listens(state));
  expect(deaf).toEqual([STATES.idle[''], STATES.closed['by user'], STATES.closed['by policy']]);
  expect(listens(initial)).toBe(false);
});

test('messages come where it is open or connecting', () => {
  const { connecting: arriving, open } = STATES;
  const hearing = ALL_STATES.filter(receives);
  expect(hearing).toEqual([...Object.values(arriving), ...Object.values(open)]);
});

test('the page tells that it is back where it was put away, unless the user closed it since', () => {
  expect(listens({ ...STATES.idle[''], last: PAGE, away: true })).toBe(true);
  expect(listens({ ...STATES.closed['by user'], last: PAGE })).toBe(false);
});
