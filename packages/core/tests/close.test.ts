import { describe, expect, test } from 'vitest';
import { assertClose, type CloseInfo, classOf } from '../src/close.js';

const from = (code: number, cause: CloseInfo['cause'] = 'server'): CloseInfo => ({
  code,
  reason: '',
  wasClean: true,
  cause,
});

describe('the class of a close code', () => {
  test.each([1000, 1002, 1003, 1007, 1009, 1010, 4400, 4402, 4404, 4428, 4430, 4499])(
    '%i ends it',
    (code) => {
      expect(classOf(from(code))).toBe('end');
    },
  );

  test.each([1008, 4401, 4403])('%i asks for fresh credentials', (code) => {
    expect(classOf(from(code))).toBe('renew');
  });

  test.each([1013, 4429])('%i asks for patience', (code) => {
    expect(classOf(from(code))).toBe('slow');
  });

  test.each([1001, 1005, 1006, 1011, 1012, 1014, 1015, 3000, 3999, 4000, 4399, 4500, 4999])(
    '%i allows to try again',
    (code) => {
      expect(classOf(from(code))).toBe('retry');
    },
  );

  test('is of no matter where a message was too large: that ends it', () => {
    expect(classOf(from(1006, 'limit'))).toBe('end');
  });

  test('is of no matter where the code is not the server’s', () => {
    for (const cause of ['network', 'timeout', 'heartbeat', 'prepare', 'page'] as const) {
      expect(classOf(from(1000, cause))).toBe('retry');
      expect(classOf(from(1008, cause))).toBe('retry');
    }
  });
});

describe('what close() may be given', () => {
  test.each([1000, 3000, 4000, 4999])('is the code %i', (code) => {
    expect(() => assertClose(code, '')).not.toThrow();
  });

  test.each([
    0,
    -1,
    999,
    1001,
    1005,
    1006,
    2999,
    5000,
    3000.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ])('is not the code %d', (code) => {
    expect(() => assertClose(code, '')).toThrow(
      expect.objectContaining({ name: 'TowlineError', code: 'invalid-close-code' }),
    );
  });

  test('is not a code that only looks like one', () => {
    expect(() => assertClose('4000' as never, '')).toThrow(
      expect.objectContaining({ code: 'invalid-close-code' }),
    );
  });

  test('is not a code that cannot even be shown', () => {
    for (const code of [Symbol('s'), Object.create(null), 1000n]) {
      expect(() => assertClose(code as never, '')).toThrow(
        expect.objectContaining({ name: 'TowlineError', code: 'invalid-close-code' }),
      );
    }
  });

  test.each([null, 5, {}, ['bye']])('is not the reason %j, which is no text', (reason) => {
    expect(() => assertClose(1000, reason as never)).toThrow(
      expect.objectContaining({ name: 'TowlineError', code: 'invalid-close-reason' }),
    );
  });

  test('is a reason of at most 123 bytes of UTF-8', () => {
    expect(() => assertClose(1000, 'a'.repeat(123))).not.toThrow();
    expect(() => assertClose(1000, `${'€'.repeat(41)}`)).not.toThrow();
    const tooLong = expect.objectContaining({ code: 'invalid-close-reason' });
    expect(() => assertClose(1000, 'a'.repeat(124))).toThrow(tooLong);
    expect(() => assertClose(1000, '€'.repeat(42))).toThrow(tooLong);
  });
});
