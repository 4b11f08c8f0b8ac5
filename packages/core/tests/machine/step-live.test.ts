import { describe, expect, test } from 'vitest';
import type { Effect } from '../../src/machine/effect.js';
import type { Input } from '../../src/machine/input.js';
import type { State } from '../../src/machine/state.js';
import { step } from '../../src/machine/step.js';
import {
  ALL_STATES,
  BEFORE,
  close,
  closed,
  closing,
  destination,
  failed,
  ID,
  LOST,
  NOW,
  noRetry,
  rules,
  STATES,
  tick,
  UNTIL,
  user,
} from './samples.js';

const on = (state: State, input: Input, by = rules) => step(state, input, by);
const opened = STATES.open[''];

const leaving = (cause: 'client' | 'released' | 'replaced' | 'network' | 'limit'): Effect[] => [
  cause === 'limit' ? { type: 'abandon', dead: true } : { type: 'abandon' },
  { type: 'emit-close', close: abandoned(cause) },
];
const abandoned = (cause: 'client' | 'released' | 'replaced' | 'network' | 'limit') => ({
  code: 1006,
  reason: '',
  wasClean: false,
  cause,
});
const next = (last: State['last'], now = NOW): State => ({
  phase: 'connecting',
  id: ID + 1,
  attempt: 0,
  until: now + 10_000,
  stage: 'connect',
  last,
});

describe('open', () => {
  test('waits for the next attempt when it is lost', () => {
    expect(on(opened, closed)).toEqual([
      { phase: 'waiting', id: ID, attempt: 3, until: NOW + 700, delay: 700, last: LOST },
      [{ type: 'emit-close', close: LOST }],
    ]);
  });

  test('counts the attempts from 0 again only after a healthy time', () => {
    const attemptAfter = (age: number) =>
      on({ ...opened, since: NOW - age }, closed)[0] as Extract<State, { phase: 'waiting' }>;
    expect(attemptAfter(4999).attempt).toBe(3);
    expect(attemptAfter(5000).attempt).toBe(1);
  });

  test('ends where the policy gives no delay', () => {
    expect(on(opened, closed, noRetry)).toEqual([
      { phase: 'closed', id: ID, last: LOST, by: 'policy' },
      [
        { type: 'emit-close', close: LOST },
        { type: 'drop', reason: 'closed' },
      ],
    ]);
  });

  test.each(['network', 'limit'] as const)('is left at once when it fails by %s', (cause) => {
    expect(on(opened, failed(cause))).toEqual([
      {
        phase: 'waiting',
        id: ID,
        attempt: 3,
        until: NOW + 700,
        delay: 700,
        last: abandoned(cause),
      },
      leaving(cause),
    ]);
  });

  test('begins the closing handshake on close and on release, and drops what is queued', () => {
    expect(on(opened, close)).toEqual([
      { ...closing('client', false), until: NOW + 2000 },
      [
        { type: 'disconnect', code: 4000, reason: 'bye' },
        { type: 'drop', reason: 'closed' },
      ],
    ]);
    expect(on(opened, user('release'))).toEqual([
      { ...closing('released', false), until: NOW + 2000 },
      [
        { type: 'disconnect', code: 1000, reason: '' },
        { type: 'drop', reason: 'released' },
      ],
    ]);
  });

  test('is left at once on reconnect', () => {
    expect(on(opened, user('reconnect'))).toEqual([
      next(abandoned('client')),
      [...leaving('client'), { type: 'connect' }],
    ]);
  });

  test.each([user('open'), user('retain'), tick(NOW)])('stays on $type', (input) => {
    expect(on(opened, input)).toEqual([opened, []]);
  });
});

describe('closing', () => {
  const answer = {
    ...closed,
    close: { code: 4000, reason: 'bye', wasClean: true, cause: 'server' },
  } as const;

  test('ends as closed by the user, or at rest when it was released', () => {
    const byClient = { ...answer.close, cause: 'client' } as const;
    expect(on(closing('client', false), answer)).toEqual([
      { phase: 'closed', id: ID, last: byClient, by: 'user' },
      [{ type: 'emit-close', close: byClient }],
    ]);
    const released = { ...answer.close, cause: 'released' } as const;
    expect(on(closing('released', false), answer)).toEqual([
      { phase: 'idle', id: ID, last: released },
      [{ type: 'emit-close', close: released }],
    ]);
  });

  test.each(['client', 'released'] as const)(
    'opens again once %s has ended, if asked to',
    (cause) => {
      const last = { ...answer.close, cause };
      expect(on(closing(cause, true), answer)).toEqual([
        next(last),
        [{ type: 'emit-close', close: last }, { type: 'connect' }],
      ]);
    },
  );

  test('waits for the handshake no longer than its deadline', () => {
    expect(on(closing('client', false), tick(UNTIL - 1))).toEqual([closing('client', false), []]);
    expect(on(closing('client', false), tick(UNTIL))).toEqual([
      { phase: 'closed', id: ID, last: abandoned('client'), by: 'user' },
      leaving('client'),
    ]);
    expect(on(closing('released', false), tick(UNTIL))).toEqual([
      { phase: 'idle', id: ID, last: abandoned('released') },
      leaving('released'),
    ]);
    expect(on(closing('client', true), tick(UNTIL))).toEqual([
      next(abandoned('client'), UNTIL),
      [...leaving('client'), { type: 'connect' }],
    ]);
  });

  test('notes an open for afterwards', () => {
    expect(on(closing('client', false), user('open'))).toEqual([closing('client', true), []]);
    expect(on(closing('released', false), user('open'))).toEqual([closing('released', true), []]);
  });

  test('notes a retain for afterwards, unless the user closed it', () => {
    expect(on(closing('released', false), user('retain'))).toEqual([closing('released', true), []]);
    expect(on(closing('client', false), user('retain'))).toEqual([closing('client', false), []]);
  });

  test.each(['client', 'released'] as const)(
    'does not wait for the end of %s on reconnect',
    (cause) => {
      expect(on(closing(cause, false), user('reconnect'))).toEqual([
        next(abandoned(cause)),
        [...leaving(cause), { type: 'connect' }],
      ]);
    },
  );

  test("keeps a user's close, over a release and over an open", () => {
    const drop: Effect[] = [{ type: 'drop', reason: 'closed' }];
    expect(on(closing('released', true), close)).toEqual([closing('client', false), drop]);
    expect(on(closing('client', true), close)).toEqual([closing('client', false), drop]);
  });

  test('forgets to open again when it is released meanwhile', () => {
    const drop: Effect[] = [{ type: 'drop', reason: 'released' }];
    expect(on(closing('released', true), user('release'))).toEqual([
      closing('released', false),
      drop,
    ]);
    expect(on(closing('released', false), user('release'))).toEqual([
      closing('released', false),
      [],
    ]);
    expect(on(closing('client', false), user('release'))).toEqual([closing('client', false), []]);
  });
});

describe('another destination', () => {
  const live = new Set(['connecting', 'open', 'closing']);

  test.each(ALL_STATES)(
    'leaves $phase, drops the queue and begins anew where it is wanted',
    (state) => {
      const last = live.has(state.phase) ? abandoned('replaced') : BEFORE;
      const left = live.has(state.phase) ? leaving('replaced') : [];
      const drop: Effect = { type: 'drop', reason: 'replaced' };
      expect(on(state, destination(true))).toEqual([
        next(last),
        [...left, drop, { type: 'connect' }],
      ]);
      expect(on(state, destination(true, true))).toEqual([
        next(last),
        [...left, { type: 'connect' }],
      ]);
      expect(on(state, destination(false))).toEqual([
        { phase: 'idle', id: ID, last },
        [...left, drop],
      ]);
    },
  );
});
