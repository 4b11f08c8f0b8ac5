import { describe, expect, test } from 'vitest';
import type { CloseInfo } from '../src/close.js';
import { type BackoffOptions, backoff } from '../src/policies/backoff.js';

const LOST: CloseInfo = { code: 1006, reason: '', wasClean: false, cause: 'network' };
const LATER: CloseInfo = { code: 1013, reason: '', wasClean: true, cause: 'server' };
const ALMOST_1 = 1 - Number.EPSILON;

describe('backoff', () => {
  test('draws the first delay between 0 and 1,500 ms', () => {
    const policy = backoff();
    expect([0, 0.5, ALMOST_1].map((random) => policy(LOST, 1, 0, random))).toEqual([
      0,
      750,
      expect.closeTo(1500),
    ]);
  });

  test('draws each later delay between half of its limit and the limit, 1.12 times the one before', () => {
    const policy = backoff();
    for (const [attempt, limit] of [
      [2, 1680],
      [3, 1881.6],
      [4, 2107.392],
    ] as const) {
      expect([0, 0.5, ALMOST_1].map((random) => policy(LOST, attempt, 0, random))).toEqual(
        [limit / 2, limit * 0.75, limit].map((delay) => expect.closeTo(delay)),
      );
    }
  });

  test('grows by the factor, up to the cap', () => {
    const policy = backoff({ base: 100, factor: 2, cap: 1000 });
    const longest = [1, 2, 3, 4, 5, 50, 5000].map((attempt) =>
      Math.round(policy(LOST, attempt, 0, ALMOST_1) ?? Number.NaN),
    );
    expect(longest).toEqual([100, 200, 400, 800, 1000, 1000, 1000]);
  });

  test('waits half the cap or longer where the server asks for patience', () => {
    const policy = backoff();
    for (const attempt of [1, 2]) {
      expect([0, ALMOST_1].map((random) => policy(LATER, attempt, 0, random))).toEqual([
        15_000,
        expect.closeTo(30_000),
      ]);
    }
  });

  test('ends after so many attempts, and never with 0 of them', () => {
    const policy = backoff({ attempts: 2 });
    expect([1, 2, 3].map((attempt) => policy(LOST, attempt, 0, 0.5) === null)).toEqual([
      false,
      false,
      true,
    ]);
    expect(backoff({ attempts: 0 })(LOST, 1, 0, 0.5)).toBeNull();
  });

  test('leaves ended what the close code ended', () => {
    expect(backoff()(LOST, 1, null, 0.5)).toBeNull();
  });

  test('takes a base of 0 at its word', () => {
    expect(backoff({ base: 0 })(LOST, 9, 0, 0.9)).toBe(0);
  });

  test.each(['base', 'factor', 'cap', 'attempts'])('refuses a wrong %s', (name) => {
    for (const value of [-1, Number.NaN, '2', null]) {
      expect(() => backoff({ [name]: value } as BackoffOptions)).toThrow(
        expect.objectContaining({
          name: 'TowlineError',
          code: 'invalid-option',
          message: expect.stringContaining(`backoff.${name}`),
        }),
      );
    }
    for (const value of [0, Number.POSITIVE_INFINITY, undefined]) {
      expect(backoff({ [name]: value } as BackoffOptions)).toBeTypeOf('function');
    }
  });

  test('spreads the first attempts of 200 clients below 15 % in any 100 ms, the median within a second', () => {
    const delays = Array.from(
      { length: 200 },
      (_, client) => backoff()(LOST, 1, 0, client / 200) ?? 0,
    );
    const crowd = Math.max(
      ...delays.map((at) => delays.filter((delay) => delay >= at && delay < at + 100).length),
    );
    expect(crowd / 200).toBeLessThan(0.15);
    expect(delays.sort((a, b) => a - b)[100]).toBeLessThan(1000);
  });
});
