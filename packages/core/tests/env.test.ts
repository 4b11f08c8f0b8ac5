import { afterEach, describe, expect, test, vi } from 'vitest';
import { hasWindow, platform, requestTurn } from '../src/env.js';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the platform', () => {
  test('is looked up each time, since it may come late', () => {
    expect(platform.WebSocket).toBe(globalThis.WebSocket);
    class Late {}
    vi.stubGlobal('WebSocket', Late);
    expect(platform.WebSocket).toBe(Late);
  });

  test('resolves against the document, else the worker’s script, else nothing', () => {
    expect(platform.baseUrl).toBeUndefined();
    vi.stubGlobal('location', { href: 'https://example.com/worker.js' });
    expect(platform.baseUrl).toBe('https://example.com/worker.js');
    vi.stubGlobal('document', { baseURI: 'https://example.com/base/' });
    expect(platform.baseUrl).toBe('https://example.com/base/');
  });

  test('tells the time, and draws', () => {
    expect(Math.abs(platform.wallTime() - Date.now())).toBeLessThan(1000);
    expect(Math.abs(platform.monotonicTime() - performance.now())).toBeLessThan(1000);
    const drawn = platform.random();
    expect(drawn >= 0 && drawn < 1).toBe(true);
  });

  test('sets timers and cancels them', () => {
    vi.useFakeTimers();
    const calls: string[] = [];
    platform.setTimer(() => calls.push('kept'), 100);
    platform.setTimer(() => calls.push('cancelled'), 100)();
    vi.advanceTimersByTime(100);
    expect(calls).toEqual(['kept']);
  });

  test('asks for frames, and serves hidden tabs within 100 ms', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const frames = new Map<number, () => void>();
    vi.stubGlobal(
      'requestAnimationFrame',
      (callback: () => void) => frames.set(frames.size + 1, callback).size,
    );
    vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.delete(id));
    const calls: string[] = [];

    platform.requestFrame(() => calls.push('painted'));
    frames.get(1)?.();
    vi.advanceTimersByTime(1000);
    expect([calls, vi.getTimerCount()]).toEqual([['painted'], 0]);

    frames.clear();
    platform.requestFrame(() => calls.push('hidden'));
    vi.advanceTimersByTime(99);
    expect(calls).toEqual(['painted']);
    vi.advanceTimersByTime(1);
    expect([calls, frames.size]).toEqual([['painted', 'hidden'], 0]);

    platform.requestFrame(() => calls.push('cancelled'))();
    vi.advanceTimersByTime(1000);
    expect([calls, frames.size, vi.getTimerCount()]).toEqual([['painted', 'hidden'], 0, 0]);
  });

  test('has frames of 16 ms where nothing is painted', () => {
    vi.useFakeTimers();
    vi.stubGlobal('requestAnimationFrame', undefined);
    const calls: string[] = [];
    platform.requestFrame(() => calls.push('frame'));
    vi.advanceTimersByTime(16);
    expect(calls).toEqual(['frame']);
  });

  describe.each(['scheduler.yield', 'MessageChannel', 'setTimeout'])('gives turns by %s', (way) => {
    function stub() {
      vi.stubGlobal(
        'scheduler',
        way === 'scheduler.yield' ? { yield: () => Promise.resolve() } : undefined,
      );
      if (way === 'setTimeout') vi.stubGlobal('MessageChannel', undefined);
    }

    test('later, and once', async () => {
      stub();
      const calls: string[] = [];
      const turn = new Promise<void>((resolve) => {
        requestTurn(() => {
          calls.push('turn');
          resolve();
        });
      });
      calls.push('first');
      await turn;
      expect(calls).toEqual(['first', 'turn']);
    });

    test('and not where they are cancelled', async () => {
      stub();
      const calls: string[] = [];
      requestTurn(() => calls.push('cancelled'))();
      await new Promise<void>((resolve) => {
        requestTurn(resolve);
      });
      expect(calls).toEqual([]);
    });
  });

  test('reports errors as uncaught ones', () => {
    const reported: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
    platform.reportError('oops');
    expect(reported).toEqual(['oops']);
  });

  test('throws errors out of everybody’s way where there is no reportError', () => {
    vi.useFakeTimers();
    vi.stubGlobal('reportError', undefined);
    platform.reportError(new Error('oops'));
    expect(() => vi.runAllTimers()).toThrow('oops');
  });
});

test('there is a window in a page, not on a server', () => {
  expect(hasWindow()).toBe(false);
  vi.stubGlobal('window', {});
  expect(hasWindow()).toBe(false);
  vi.stubGlobal('document', {});
  expect(hasWindow()).toBe(true);
});
