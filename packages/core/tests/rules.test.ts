import { describe, expect, test } from 'vitest';
import type { CloseInfo } from '../src/close.js';
import type { TowlineError } from '../src/errors.js';
import type { RetryPolicy } from '../src/policies/backoff.js';
import { createRules } from '../src/rules.js';

const LOST: CloseInfo = { code: 1006, reason: '', wasClean: false, cause: 'network' };
const ENDED: CloseInfo = { code: 1008, reason: '', wasClean: true, cause: 'server' };
const TIMES = { connectTimeout: 1, closeTimeout: 2, healthyAfter: 3 };

function setUp(policy: RetryPolicy | false | undefined) {
  const reports: TowlineError[] = [];
  const rules = createRules(
    TIMES,
    () => policy,
    (error) => reports.push(error),
  );
  return { rules, reports };
}

describe('the rules', () => {
  test('take the times over', () => {
    expect(setUp(undefined).rules).toMatchObject(TIMES);
  });

  test('are those of backoff() without a policy, and end what the close code ends', () => {
    const { rules } = setUp(undefined);
    expect([rules.retry(LOST, 1, 0.5), rules.retry(ENDED, 1, 0.5)]).toEqual([750, null]);
  });

  test('never try again with false', () => {
    expect(setUp(false).rules.retry(LOST, 1, 0.5)).toBeNull();
  });

  test('ask the policy with what the default would do', () => {
    const asked: unknown[] = [];
    const { rules } = setUp((...args) => {
      asked.push(args);
      return 42;
    });
    expect([rules.retry(LOST, 1, 0.5), rules.retry(ENDED, 2, 0.25)]).toEqual([42, 42]);
    expect(asked).toEqual([
      [LOST, 1, 750, 0.5],
      [ENDED, 2, null, 0.25],
    ]);
  });

  test.each([0, 1.5, Number.POSITIVE_INFINITY, null])('take the answer %s', (answer) => {
    const { rules, reports } = setUp(() => answer);
    expect([rules.retry(LOST, 1, 0.5), reports]).toEqual([answer, []]);
  });

  test.each([-1, Number.NaN, undefined])('do not take the answer %s, and say so', (answer) => {
    const { rules, reports } = setUp(() => answer as never);
    expect(rules.retry(LOST, 1, 0.5)).toBe(750);
    expect(reports).toEqual([
      expect.objectContaining({ code: 'retry-failed', cause: expect.any(RangeError) }),
    ]);
  });

  test('hold the default where the policy throws, and say so', () => {
    const { rules, reports } = setUp(() => {
      throw 'oops';
    });
    expect([rules.retry(LOST, 1, 0.5), rules.retry(ENDED, 1, 0.5)]).toEqual([750, null]);
    expect(reports.map(({ code, cause }) => [code, cause])).toEqual([
      ['retry-failed', 'oops'],
      ['retry-failed', 'oops'],
    ]);
  });
});
