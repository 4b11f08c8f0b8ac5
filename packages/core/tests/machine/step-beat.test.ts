import { describe, expect, test } from 'vitest';
import type { Effect } from '../../src/machine/effect.js';
import type { Input } from '../../src/machine/input.js';
import type { State } from '../../src/machine/state.js';
import { step } from '../../src/machine/step.js';
import {
  ALL_STATES,
  answered,
  beating,
  HEARTBEAT,
  ID,
  NOW,
  open,
  pinged,
  quiet,
  rules,
  SENT,
  SINCE,
  tick,
  UNTIL,
} from './samples.js';

const on = (state: State, input: Input, by = beating) => step(state, input, by);

const ping: Effect = { type: 'ping' };
const DEAD = { code: 1006, reason: '', wasClean: false, cause: 'heartbeat' } as const;
const left: Effect[] = [
  { type: 'abandon', dead: true },
  { type: 'emit-close', close: DEAD },
];
/** A ping that went out then. */
const out = (now: number) => open({ until: now + HEARTBEAT.timeout, sent: now });
const outAgain = (now: number) => open({ until: now + HEARTBEAT.timeout, sent: now, again: true });

describe('a heartbeat', () => {
  test('pings when it has been silent for the interval, and not before', () => {
    expect(on(quiet, tick(UNTIL - 1))).toEqual([quiet, []]);
    expect(on(quiet, tick(UNTIL))).toEqual([out(UNTIL), [ping]]);
  });

  test('is put off by whatever was heard', () => {
    expect(on(quiet, tick(UNTIL, UNTIL - 1000))).toEqual([
      open({ until: UNTIL - 1000 + HEARTBEAT.interval, sent: null }),
      [],
    ]);
    expect(on(quiet, tick(UNTIL, SINCE + 1))).toEqual([open({ until: UNTIL + 1, sent: null }), []]);
  });

  test('counts silence from the opening, whatever the connection before has said', () => {
    expect(on(quiet, tick(UNTIL, SINCE - 1))).toEqual([out(UNTIL), [ping]]);
  });

  test('pings at once where what was heard is an interval ago', () => {
    const late = UNTIL + 5000;
    expect(on(quiet, tick(late, late - HEARTBEAT.interval))).toEqual([out(late), [ping]]);
  });

  test('takes the answer in time, with its latency', () => {
    expect(on(pinged, answered)).toEqual([
      {
        ...open({ until: NOW + HEARTBEAT.interval, sent: null }),
        latency: NOW - SENT,
      },
      [],
    ]);
  });

  test('hears no answer where no ping is out, or there is no heartbeat', () => {
    expect(on(quiet, answered)).toEqual([quiet, []]);
    expect(on(open(null), answered, rules)).toEqual([open(null), []]);
    expect(on(open(null), answered)).toEqual([open(null), []]);
  });

  test.each(ALL_STATES.filter(({ phase }) => phase !== 'open'))(
    'hears no answer in %o',
    (state) => {
      expect(on(state, answered)).toEqual([state, []]);
    },
  );

  test('counts any traffic as life when the answer is too late, and keeps the latency', () => {
    const before = { ...pinged, latency: 12 };
    const heard = SENT + 100;
    expect(on(before, tick(UNTIL, heard))).toEqual([
      { ...open({ until: heard + HEARTBEAT.interval, sent: null }), latency: 12 },
      [],
    ]);
    expect(on(before, tick(UNTIL - 1, heard))).toEqual([before, []]);
  });

  test('leaves at once a connection that is silent for the timeout, and tries again', () => {
    expect(on(pinged, tick(UNTIL - 1))).toEqual([pinged, []]);
    expect(on(pinged, tick(UNTIL, SENT - 1))).toEqual([
      { phase: 'waiting', id: ID, attempt: 3, until: UNTIL + 700, delay: 700, last: DEAD },
      left,
    ]);
  });

  test('counts the attempts from 0 again where the dead connection was healthy', () => {
    const old = { ...pinged, since: UNTIL - rules.healthyAfter };
    expect(on(old, tick(UNTIL))[0]).toMatchObject({ phase: 'waiting', attempt: 1 });
  });

  test('ends with a dead connection where the policy gives no delay', () => {
    expect(on(pinged, tick(UNTIL), { ...beating, retry: () => null })).toEqual([
      { phase: 'closed', id: ID, last: DEAD, by: 'policy' },
      [...left, { type: 'drop', reason: 'closed' }],
    ]);
  });

  test('condemns nothing when it comes over 1 s late, but pings again', () => {
    expect(on(pinged, tick(UNTIL + 1001))).toEqual([outAgain(UNTIL + 1001), [ping]]);
    expect(on(pinged, tick(UNTIL + 1000))).toEqual([
      { phase: 'waiting', id: ID, attempt: 3, until: UNTIL + 1700, delay: 700, last: DEAD },
      left,
    ]);
  });

  test('condemns after the second ping as after the first', () => {
    const again = outAgain(UNTIL + 1001);
    const until = UNTIL + 1001 + HEARTBEAT.timeout;
    expect(on(again, tick(until))[1]).toEqual(left);
  });

  test('pings again once only, however late the next look is', () => {
    const again = outAgain(UNTIL + 1001);
    const late = UNTIL + 60_000;
    expect(on(again, tick(late))[1]).toEqual(left);
    expect(on(again, tick(late, UNTIL + 2000))[1]).toEqual([]);
    expect(on(again, answered)[0]).toMatchObject({ beat: { sent: null } });
  });

  test('does nothing where the rules ask for none', () => {
    for (const state of [open(null), quiet, pinged]) {
      expect(on(state, tick(UNTIL), rules)).toEqual([state, []]);
    }
    expect(on(open(null), tick(UNTIL))).toEqual([open(null), []]);
    expect(on(pinged, answered, rules)).toEqual([pinged, []]);
  });
});
