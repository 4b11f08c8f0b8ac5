import { describe, expect, test } from 'vitest';
import { type Facts, type NextRetry, sameSnapshot, snapshotOf } from '../src/snapshot.js';
import { BEFORE, closing, connecting, STATES, waiting } from './machine/samples.js';

const nextRetry: NextRetry = Object.freeze({ at: 5000, delay: 2500, reason: 'server' });
const facts: Facts = {
  lastError: null,
  url: 'ws://localhost/a',
  protocol: '',
  extensions: '',
  bufferedAmount: 0,
  queued: 0,
  queuedBytes: 0,
  destined: true,
  nextRetry: null,
};
const fresh = { phase: 'idle', id: 0, last: null } as const;

describe('a snapshot', () => {
  test.each([
    [fresh, 'connecting', 0],
    [STATES.idle[''], 'closed', 3],
    [connecting('prepare'), 'connecting', 0],
    [connecting('connect'), 'connecting', 0],
    [connecting('authenticate'), 'connecting', 0],
    [STATES.open[''], 'open', 1],
    [closing('client', false), 'closing', 2],
    [closing('released', true), 'closing', 2],
    [waiting, 'closed', 3],
    [STATES.closed['by user'], 'closed', 3],
    [STATES.closed['by policy'], 'closed', 3],
  ])('names the platform’s state for %o', (state, status, readyState) => {
    expect(snapshotOf(state, facts)).toMatchObject({ status, readyState });
  });

  test('reads closed before it was ever opened where there is no destination', () => {
    expect(snapshotOf(fresh, { ...facts, url: null, destined: false }).status).toBe('closed');
  });

  test('is reconnecting while it waits and while it tries again, and not at the first attempt', () => {
    const reconnecting = [
      waiting,
      connecting('connect'),
      { ...connecting('connect'), attempt: 0 },
    ].map((state) => snapshotOf(state, facts).reconnecting);
    expect(reconnecting).toEqual([true, true, false]);
    expect(snapshotOf(STATES.open[''], facts).reconnecting).toBe(false);
    expect(snapshotOf(STATES.closed['by policy'], facts).reconnecting).toBe(false);
  });

  test('shows the attempts only as long as they go on', () => {
    expect(snapshotOf(waiting, facts).attempt).toBe(2);
    expect(snapshotOf(connecting('connect'), facts).attempt).toBe(2);
    expect(snapshotOf(STATES.open[''], facts).attempt).toBe(0);
  });

  test('shows the latency of the open connection only', () => {
    const open = { ...STATES.open[''], latency: 12.5 };
    const lost = { ...waiting, id: open.id };
    const latencies = [open, STATES.open[''], lost].map(
      (state) => snapshotOf(state, facts).latency,
    );
    expect(latencies).toEqual([12.5, null, null]);
  });

  test('has the very retry that it was given', () => {
    expect(snapshotOf(waiting, { ...facts, nextRetry }).nextRetry).toBe(nextRetry);
    expect(snapshotOf(connecting('connect'), facts).nextRetry).toBeNull();
  });

  test('shows how the last connection ended, and the facts, and nothing else', () => {
    const { destined, ...shown } = facts;
    expect(snapshotOf(STATES.open[''], facts)).toEqual({
      status: 'open',
      readyState: 1,
      ended: false,
      reconnecting: false,
      attempt: 0,
      lastClose: BEFORE,
      latency: null,
      ...shown,
    });
  });

  test('is frozen', () => {
    expect(Object.isFrozen(snapshotOf(waiting, facts))).toBe(true);
  });
});

describe('two snapshots', () => {
  const snapshot = snapshotOf(waiting, facts);

  test('are the same where a user sees no difference', () => {
    expect(sameSnapshot(snapshot, snapshotOf(waiting, facts))).toBe(true);
    const authenticating = snapshotOf(connecting('authenticate'), facts);
    expect(sameSnapshot(snapshotOf(connecting('connect'), facts), authenticating)).toBe(true);
  });

  test('differ by latency', () => {
    const open = snapshotOf(STATES.open[''], facts);
    const beaten = snapshotOf({ ...STATES.open[''], latency: 12.5 }, facts);
    expect(sameSnapshot(open, beaten)).toBe(false);
  });

  test.each([
    ['protocol', 'chat.v1'],
    ['extensions', 'permessage-deflate'],
    ['url', 'ws://localhost/b'],
    ['bufferedAmount', 1],
    ['queued', 1],
    ['queuedBytes', 1],
    ['nextRetry', nextRetry],
  ] as const)('differ by %s', (name, value) => {
    expect(sameSnapshot(snapshot, snapshotOf(waiting, { ...facts, [name]: value }))).toBe(false);
  });
});
