import { describe, expect, test } from 'vitest';
import type { Effect } from '../../src/machine/effect.js';
import type { Input } from '../../src/machine/input.js';
import type { State } from '../../src/machine/state.js';
import { step } from '../../src/machine/step.js';
import {
  ALL_STATES,
  BEFORE,
  beating,
  closing,
  connecting,
  HEARTBEAT,
  ID,
  NOW,
  open,
  pinged,
  quiet,
  rules,
  SENT,
  STATES,
  show,
  UNTIL,
  waiting,
  world,
} from './samples.js';

const on = (state: State, input: Input) => step(state, input, beating);

const PAGE = { code: 1006, reason: '', wasClean: false, cause: 'page' } as const;
const left: Effect[] = [{ type: 'abandon' }, { type: 'emit-close', close: PAGE }];
const connect: Effect = { type: 'connect' };
const next = (attempt: number, last: State['last']): State => ({
  phase: 'connecting',
  id: ID + 1,
  attempt,
  until: NOW + rules.connectTimeout,
  stage: 'connect',
  last,
});
const staying = (...phases: State['phase'][]) =>
  ALL_STATES.filter(({ phase }) => phases.includes(phase));

describe('wake', () => {
  test('tries now where it waits', () => {
    expect(on(waiting, world('wake'))).toEqual([next(2, BEFORE), [connect]]);
  });

  test('probes an open connection that has a heartbeat, with the whole timeout', () => {
    expect(on(quiet, world('wake'))).toEqual([
      open({ until: NOW + HEARTBEAT.timeout, sent: NOW }),
      [{ type: 'ping' }],
    ]);
  });

  test('leaves a ping that is out as it is', () => {
    expect(on(pinged, world('wake'))).toEqual([pinged, []]);
    expect(SENT).toBeLessThan(NOW);
  });

  test('does nothing without a heartbeat', () => {
    expect(on(open(null), world('wake'))).toEqual([open(null), []]);
    expect(step(quiet, world('wake'), rules)).toEqual([quiet, []]);
  });

  test.each(staying('idle', 'connecting', 'closing', 'closed'))('changes no %o', (state) => {
    expect(on(state, world('wake'))).toEqual([state, []]);
  });
});

describe('offline', () => {
  test('stretches the wait', () => {
    expect(on(waiting, world('offline'))).toEqual([
      { ...waiting, until: NOW + 30_000, delay: 30_000 },
      [],
    ]);
  });

  test('leaves a wait that is as long or longer anyway as it was drawn', () => {
    for (const left of [30_000, 40_000]) {
      const long = { ...waiting, until: NOW + left, delay: 45_000 };
      expect(on(long, world('offline'))).toEqual([long, []]);
    }
    const endless = {
      ...waiting,
      until: Number.POSITIVE_INFINITY,
      delay: Number.POSITIVE_INFINITY,
    };
    expect(on(endless, world('offline'))).toEqual([endless, []]);
  });

  test.each(staying('idle', 'connecting', 'open', 'closing', 'closed'))(
    'condemns nothing: %o',
    (state) => {
      expect(on(state, world('offline'))).toEqual([state, []]);
    },
  );
});

describe('hide', () => {
  test.each(staying('connecting', 'open'))('leaves %o at once, and keeps the queue', (state) => {
    expect(on(state, world('hide'))).toEqual([
      { phase: 'idle', id: ID, last: PAGE, away: true },
      left,
    ]);
  });

  test('puts a wait away, so that nothing begins before the page is shown', () => {
    const away: State = { phase: 'idle', id: ID, last: BEFORE, away: true };
    expect(on(waiting, world('hide'))).toEqual([away, []]);
    expect(on(away, world('wake'))).toEqual([away, []]);
  });

  test.each(staying('idle', 'closing', 'closed'))('changes no %o', (state) => {
    expect(on(state, world('hide'))).toEqual([state, []]);
  });
});

describe('show', () => {
  test('opens again what was put away, if somebody wants it', () => {
    const away: State = { phase: 'idle', id: ID, last: PAGE, away: true };
    expect(on(away, show(true))).toEqual([next(0, PAGE), [connect]]);
    expect(on(away, show(false))).toEqual([{ phase: 'idle', id: ID, last: PAGE }, []]);
  });

  test.each(staying('open'))('does not trust a socket that it meets: %o', (state) => {
    expect(on(state, show(true))).toEqual([next(0, PAGE), [...left, connect]]);
  });

  test.each(staying('connecting'))('begins an attempt anew that it meets: %o', (state) => {
    expect(on(state, show(true))).toEqual([next(2, PAGE), [...left, connect]]);
  });

  test('tries now where it waits', () => {
    expect(on(waiting, show(true))).toEqual([next(2, BEFORE), [connect]]);
  });

  test.each(staying('closing', 'closed'))('changes no %o', (state) => {
    expect(on(state, show(true))).toEqual([state, []]);
  });

  test('leaves the closing handshake to its deadline', () => {
    expect(on(closing('client', true), show(true))).toEqual([closing('client', true), []]);
    expect(closing('client', true).until).toBe(UNTIL);
  });

  test('begins with the preparation where the rules ask for one', () => {
    const prepared = step(STATES.open[''], show(true), { ...rules, prepares: () => true });
    expect(prepared).toEqual([
      { ...next(0, PAGE), stage: 'prepare' },
      [...left, { type: 'prepare' }],
    ]);
    expect(connecting('prepare').stage).toBe('prepare');
  });
});
