import { describe, expect, test } from 'vitest';
import type { CloseInfo } from '../src/close.js';
import type { TowlineError } from '../src/errors.js';
import type { LiveOptions } from '../src/index.js';
import { createPulse } from '../src/machine/beat.js';
import { createRules } from '../src/rules.js';

const LOST: CloseInfo = { code: 1006, reason: '', wasClean: false, cause: 'network' };
const from = (code: number): CloseInfo => ({ code, reason: '', wasClean: true, cause: 'server' });
const ENDED = from(1002);
const SETTINGS = {
  connectTimeout: 1,
  closeTimeout: 2,
  healthyAfter: 3,
  heartbeat: createPulse(4, 5),
};

type Live = Pick<LiveOptions, 'retry' | 'prepare' | 'authenticate'>;

function setUp(live: Live = {}, environment = { online: true }) {
  const reports: TowlineError[] = [];
  const rules = createRules(
    SETTINGS,
    () => live,
    environment,
    (error) => reports.push(error),
  );
  return { rules, reports };
}

describe('the rules', () => {
  test('take the times over', () => {
    expect(setUp().rules).toMatchObject({ ...SETTINGS, offlineDelay: 30_000 });
  });

  test('ask for the stages that there are now', () => {
    const live: { -readonly [Name in keyof Live]: Live[Name] } = {};
    const { rules } = setUp(live);
    expect([rules.prepares(), rules.authenticates()]).toEqual([false, false]);
    live.prepare = () => undefined;
    expect([rules.prepares(), rules.authenticates()]).toEqual([true, false]);
    live.authenticate = () => {};
    live.prepare = undefined;
    expect([rules.prepares(), rules.authenticates()]).toEqual([false, true]);
  });

  test('are those of backoff() without a policy, and end what the close code ends', () => {
    const { rules } = setUp();
    expect([rules.retry(LOST, 1, 0.5, null), rules.retry(ENDED, 1, 0.5, null)]).toEqual([
      750,
      null,
    ]);
  });

  test('never try again with false', () => {
    expect(setUp({ retry: false }).rules.retry(LOST, 1, 0.5, null)).toBeNull();
  });

  test('ask the policy with what the default would do', () => {
    const asked: unknown[] = [];
    const { rules } = setUp({
      retry(...args) {
        asked.push(args);
        return 42;
      },
    });
    expect([rules.retry(LOST, 1, 0.5, null), rules.retry(ENDED, 2, 0.25, LOST)]).toEqual([42, 42]);
    expect(asked).toEqual([
      [LOST, 1, 750, 0.5],
      [ENDED, 2, null, 0.25],
    ]);
  });

  test.each([0, 1.5, Number.POSITIVE_INFINITY, null])('take the answer %s', (answer) => {
    const { rules, reports } = setUp({ retry: () => answer });
    expect([rules.retry(LOST, 1, 0.5, null), reports]).toEqual([answer, []]);
  });

  test.each([-1, Number.NaN, undefined])('do not take the answer %s, and say so', (answer) => {
    const { rules, reports } = setUp({ retry: () => answer as never });
    expect(rules.retry(LOST, 1, 0.5, null)).toBe(750);
    expect(reports).toEqual([
      expect.objectContaining({ code: 'retry-failed', cause: expect.any(RangeError) }),
    ]);
  });

  test('hold the default where the policy throws, and say so', () => {
    const { rules, reports } = setUp({
      retry() {
        throw 'oops';
      },
    });
    expect([rules.retry(LOST, 1, 0.5, null), rules.retry(ENDED, 1, 0.5, null)]).toEqual([
      750,
      null,
    ]);
    expect(reports.map(({ code, cause }) => [code, cause])).toEqual([
      ['retry-failed', 'oops'],
      ['retry-failed', 'oops'],
    ]);
  });
});

describe.each([1008, 4401, 4403])('after the close code %i', (code) => {
  const refused = from(code);
  const prepare = () => undefined;

  test('it ends without a prepare that could renew anything', () => {
    expect(setUp().rules.retry(refused, 1, 0.5, null)).toBeNull();
  });

  test('it tries once more with a prepare, and ends when that is refused too', () => {
    const { rules } = setUp({ prepare });
    expect(rules.retry(refused, 1, 0.5, null)).toBe(750);
    expect(rules.retry(refused, 2, 0.5, refused)).toBeNull();
    expect(rules.retry(refused, 2, 0.5, from(4401))).toBeNull();
  });

  test('it tries once more where the connection before ended otherwise, or was well since', () => {
    const { rules } = setUp({ prepare });
    expect(rules.retry(refused, 2, 0.5, LOST)).toBeCloseTo(1260);
    expect(rules.retry(refused, 1, 0.5, refused)).toBe(750);
  });

  test('the policy has the last word', () => {
    const asked: unknown[] = [];
    const { rules } = setUp({
      retry(_close, _attempt, defaultDelay) {
        asked.push(defaultDelay);
        return 42;
      },
    });
    expect([rules.retry(refused, 1, 0.5, null), asked]).toEqual([42, [null]]);
  });
});

describe('where the network is said to be gone', () => {
  const offline = { online: false };

  test('a try comes after 30 s at the earliest, and what ends still ends', () => {
    const { rules } = setUp({}, offline);
    expect(rules.retry(LOST, 1, 0.5, null)).toBe(30_000);
    expect(rules.retry(from(1013), 1, 1, null)).toBeGreaterThanOrEqual(30_000);
    expect(rules.retry(ENDED, 1, 0.5, null)).toBeNull();
  });

  test('the policy is asked with that', () => {
    const { rules } = setUp({ retry: (_close, _attempt, usual) => (usual ?? 0) + 1 }, offline);
    expect(rules.retry(LOST, 1, 0.5, null)).toBe(30_001);
  });

  test('it is asked each time', () => {
    const environment = { online: false };
    const { rules } = setUp({}, environment);
    environment.online = true;
    expect(rules.retry(LOST, 1, 0.5, null)).toBe(750);
  });
});
