import { describe, expect, test } from 'vitest';
import type { Effect } from '../../src/machine/effect.js';
import type { Input } from '../../src/machine/input.js';
import type { Rules } from '../../src/machine/rules.js';
import type { State } from '../../src/machine/state.js';
import { initial } from '../../src/machine/state.js';
import { step } from '../../src/machine/step.js';
import {
  ALL_STATES,
  answered,
  authenticated,
  BEFORE,
  beating,
  close,
  closed,
  connecting,
  failed,
  HEARTBEAT,
  ID,
  INPUTS,
  LOST,
  NOW,
  noRetry,
  opened,
  prepared,
  rules,
  STATES,
  staged,
  tick,
  UNTIL,
  user,
  waiting,
} from './samples.js';

const on = (state: State, input: Input, by = rules) => step(state, input, by);

const connect: Effect = { type: 'connect' };
const abandoned = (
  cause: 'client' | 'released' | 'timeout' | 'network' | 'prepare' | 'authenticate' | 'limit',
) => ({
  code: 1006,
  reason: '',
  wasClean: false,
  cause,
});
const next = (attempt: number, last: State['last'] = BEFORE): State => ({
  phase: 'connecting',
  id: ID + 1,
  attempt,
  until: NOW + 10_000,
  stage: 'connect',
  last,
});

describe('idle', () => {
  test.each(['open', 'reconnect', 'retain'] as const)('%s begins the first attempt', (type) => {
    expect(on(initial, user(type))).toEqual([{ ...next(0, null), id: 1 }, [connect]]);
  });

  test('begins with the preparation where the rules ask for one', () => {
    expect(on(initial, user('open'), staged)).toEqual([
      { ...next(0, null), id: 1, stage: 'prepare' },
      [{ type: 'prepare' }],
    ]);
  });

  test('keeps a close, and drops what is queued', () => {
    expect(on(initial, close)).toEqual([
      { phase: 'closed', id: 0, last: null, by: 'user' },
      [{ type: 'drop', reason: 'closed' }],
    ]);
  });
});

describe('connecting', () => {
  test('goes from stage to stage, within one deadline', () => {
    const [connectStage, first] = on(connecting('prepare'), prepared, staged);
    expect([connectStage, first]).toEqual([connecting('connect'), [connect]]);
    const [gate, second] = on(connectStage, opened, staged);
    expect([gate, second]).toEqual([connecting('authenticate'), [{ type: 'authenticate' }]]);
    expect(on(gate, authenticated, staged)).toEqual([
      { phase: 'open', id: ID, attempt: 2, since: NOW, beat: null, latency: null, last: BEFORE },
      [{ type: 'emit-open' }, { type: 'flush' }],
    ]);
  });

  test('opens without a gate where the rules ask for none', () => {
    expect(on(connecting('connect'), opened)).toEqual([
      { phase: 'open', id: ID, attempt: 2, since: NOW, beat: null, latency: null, last: BEFORE },
      [{ type: 'emit-open' }, { type: 'flush' }],
    ]);
  });

  test('opens with a heartbeat where the rules ask for one', () => {
    const beat = { until: NOW + HEARTBEAT.interval, sent: null };
    expect(on(connecting('connect'), opened, beating)).toEqual([
      { phase: 'open', id: ID, attempt: 2, since: NOW, beat, latency: null, last: BEFORE },
      [{ type: 'emit-open' }, { type: 'flush' }],
    ]);
  });

  test('hears nothing of a stage that it is not in', () => {
    expect(on(connecting('prepare'), opened)).toEqual([connecting('prepare'), []]);
    expect(on(connecting('connect'), prepared)).toEqual([connecting('connect'), []]);
    expect(on(connecting('connect'), authenticated)).toEqual([connecting('connect'), []]);
    expect(on(connecting('authenticate'), opened)).toEqual([connecting('authenticate'), []]);
  });

  test('waits for the next attempt when the platform fails, and says that it failed', () => {
    expect(on(connecting('connect'), closed)).toEqual([
      { phase: 'waiting', id: ID, attempt: 3, until: NOW + 700, delay: 700, last: LOST },
      [
        { type: 'emit-error', code: 'connect-failed' },
        { type: 'emit-close', close: LOST },
      ],
    ]);
  });

  test('does not call it a failed connection when the gate closed it', () => {
    expect(on(connecting('authenticate'), closed)[1]).toEqual([
      { type: 'emit-close', close: LOST },
    ]);
  });

  test('asks the policy with how this connection and the one before ended', () => {
    const asked: unknown[] = [];
    const retry: Rules['retry'] = (...args) => {
      asked.push(args);
      return 700;
    };
    on(connecting('connect'), closed, { ...rules, retry });
    expect(asked).toEqual([[LOST, 3, 0.5, BEFORE]]);
  });

  test('ends where the policy gives no delay', () => {
    expect(on(connecting('connect'), closed, noRetry)).toEqual([
      { phase: 'closed', id: ID, last: LOST, by: 'policy' },
      [
        { type: 'emit-error', code: 'connect-failed' },
        { type: 'emit-close', close: LOST },
        { type: 'drop', reason: 'closed' },
      ],
    ]);
  });

  test.each(['prepare', 'connect', 'authenticate'] as const)(
    'leaves an attempt whose stage %s takes too long',
    (stage) => {
      expect(on(connecting(stage), tick(UNTIL - 1))).toEqual([connecting(stage), []]);
      const last = abandoned('timeout');
      expect(on(connecting(stage), tick(UNTIL))).toEqual([
        { phase: 'waiting', id: ID, attempt: 3, until: UNTIL + 700, delay: 700, last },
        [
          { type: 'abandon' },
          { type: 'emit-error', code: 'connect-timeout' },
          { type: 'emit-close', close: last },
        ],
      ]);
    },
  );

  test.each(['prepare', 'authenticate', 'limit', 'network'] as const)(
    'leaves an attempt that failed by %s, and tries again unless that is final',
    (cause) => {
      const last = abandoned(cause);
      const left: Effect[] = [
        cause === 'limit' ? { type: 'abandon', dead: true } : { type: 'abandon' },
        { type: 'emit-close', close: last },
      ];
      expect(on(connecting('connect'), failed(cause))).toEqual([
        { phase: 'waiting', id: ID, attempt: 3, until: NOW + 700, delay: 700, last },
        left,
      ]);
      expect(on(connecting('connect'), failed(cause, true))).toEqual([
        { phase: 'closed', id: ID, last, by: 'policy' },
        [...left, { type: 'drop', reason: 'closed' }],
      ]);
    },
  );

  test('is closed at once, without waiting for the platform', () => {
    const last = abandoned('client');
    expect(on(connecting('connect'), close)).toEqual([
      { phase: 'closed', id: ID, last, by: 'user' },
      [
        { type: 'abandon' },
        { type: 'emit-close', close: last },
        { type: 'drop', reason: 'closed' },
      ],
    ]);
  });

  test('is left at once when it is released', () => {
    const last = abandoned('released');
    expect(on(connecting('connect'), user('release'))).toEqual([
      { phase: 'idle', id: ID, last },
      [
        { type: 'abandon' },
        { type: 'emit-close', close: last },
        { type: 'drop', reason: 'released' },
      ],
    ]);
  });

  test('begins anew on reconnect', () => {
    const last = abandoned('client');
    expect(on(connecting('connect'), user('reconnect'))).toEqual([
      next(0, last),
      [{ type: 'abandon' }, { type: 'emit-close', close: last }, connect],
    ]);
  });

  test.each(['open', 'retain'] as const)('%s changes nothing', (type) => {
    expect(on(connecting('connect'), user(type))).toEqual([connecting('connect'), []]);
  });
});

describe('waiting', () => {
  test('tries again when it is time, and not before', () => {
    expect(on(waiting, tick(UNTIL - 1))).toEqual([waiting, []]);
    expect(on(waiting, tick(UNTIL))).toEqual([{ ...next(2), until: UNTIL + 10_000 }, [connect]]);
  });

  test.each(['open', 'reconnect'] as const)('%s tries now', (type) => {
    expect(on(waiting, user(type))).toEqual([next(2), [connect]]);
  });

  test('keeps a close', () => {
    expect(on(waiting, close)).toEqual([
      { phase: 'closed', id: ID, last: BEFORE, by: 'user' },
      [{ type: 'drop', reason: 'closed' }],
    ]);
  });

  test('rests when it is released', () => {
    expect(on(waiting, user('release'))).toEqual([
      { phase: 'idle', id: ID, last: BEFORE },
      [{ type: 'drop', reason: 'released' }],
    ]);
  });
});

describe('closed', () => {
  const { 'by user': byUser, 'by policy': byPolicy } = STATES.closed;

  test.each(['open', 'reconnect'] as const)('%s begins anew', (type) => {
    expect(on(byUser, user(type))).toEqual([next(0), [connect]]);
    expect(on(byPolicy, user(type))).toEqual([next(0), [connect]]);
  });

  test('stays closed for whoever retains it', () => {
    expect(on(byUser, user('retain'))).toEqual([byUser, []]);
    expect(on(byPolicy, user('retain'))).toEqual([byPolicy, []]);
  });

  test('rests when it is released, unless the user closed it', () => {
    expect(on(byUser, user('release'))).toEqual([byUser, []]);
    expect(on(byPolicy, user('release'))).toEqual([STATES.idle[''], []]);
  });

  test('remembers that the user closed it too', () => {
    expect(on(byPolicy, close)).toEqual([byUser, []]);
    expect(on(byUser, close)).toEqual([byUser, []]);
  });
});

describe('every phase', () => {
  test('hears nothing of an older or a later connection', () => {
    for (const state of ALL_STATES) {
      for (const input of [prepared, opened, authenticated, answered, closed, failed()]) {
        expect(on(state, { ...input, id: ID - 1 })).toEqual([state, []]);
        expect(on(state, { ...input, id: ID + 1 })).toEqual([state, []]);
      }
    }
  });

  test('changes no state and no input', () => {
    for (const state of ALL_STATES) {
      for (const { input, rules: by = rules } of Object.values(INPUTS)) {
        const before = JSON.stringify([state, input]);
        on(state, input, by);
        expect(JSON.stringify([state, input])).toBe(before);
      }
    }
  });
});
