import fc from 'fast-check';
import { anyProtocols, anyText, anyUrl } from '../packages/core/tests/hostile-urls.ts';
import { test as pageTest } from './support/page.ts';
import { expect } from './support/test.ts';

// What Towline takes and refuses, beside what the browser's own WebSocket takes and refuses.

/** The browser says of each connection that it could not be made. */
const test = pageTest.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures there.
  noErrors: async ({}, use) => use(undefined),
});

/** Printed where a run fails; the samples are the same again with it. */
const seed = Number(process.env['SEED'] ?? Date.now());
const SAMPLES = 3000;

interface Verdict {
  readonly given: string;
  /** The URL that is opened, or the name of the error. */
  readonly browser: string;
  readonly towline: string;
}

test.beforeEach(async ({ page, context }) => {
  await page.goto('/');
  await page.evaluate(() => loadCore());
  // A verdict needs no connection, and thousands would be a flood.
  await context.setOffline(true);
});

test(`URLs and subprotocols: ${SAMPLES} times the verdict of the browser`, async ({ page }) => {
  const samples = fc.sample(fc.tuple(anyUrl, anyProtocols), { numRuns: SAMPLES, seed });
  // As JSON, which keeps halves of pairs.
  const verdicts = await page.evaluate(async (json): Promise<Verdict[]> => {
    const { createWebSocket } = await loadCore();
    let opened = '';
    const environment = {
      WebSocket: ((url: string) => {
        opened = url;
        return { readyState: 0, bufferedAmount: 0, close() {} };
      }) as never,
    };
    const verdictOf = (decide: () => string) => {
      try {
        return decide();
      } catch (error) {
        return (error as { code?: unknown; name: string }).name;
      }
    };
    return (JSON.parse(json) as [string, string | string[]][]).map(([url, protocols]) => ({
      given: JSON.stringify([url, protocols]),
      browser: verdictOf(() => {
        const socket = new WebSocket(url, protocols);
        socket.close();
        return socket.url;
      }),
      towline: verdictOf(() => {
        const socket = createWebSocket(url, { protocols, environment, retry: false });
        socket.open();
        socket.close();
        return opened;
      }),
    }));
  }, JSON.stringify(samples));
  const differing = verdicts.filter(({ browser, towline }) =>
    towline === 'TowlineError' ? browser !== 'SyntaxError' : browser !== towline,
  );
  expect(differing, `seed ${seed}`).toEqual([]);
  const opened = verdicts.filter(({ browser }) => browser.startsWith('ws'));
  expect(opened.length).toBeGreaterThan(SAMPLES / 20);
  expect(verdicts.length - opened.length).toBeGreaterThan(SAMPLES / 20);
});

test(`close codes and reasons: ${SAMPLES} times the verdict of the browser`, async ({ page }) => {
  const codes = fc.oneof(
    fc.constantFrom(1000, 3000, 4999),
    fc.integer({ min: 2990, max: 5010 }),
    fc.integer({ min: 0, max: 65_535 }),
  );
  const letters = fc.constantFrom('a', 'ä', '€', '😀', '\ud800', '\udc00');
  const reasons = fc.oneof(
    anyText,
    fc
      .tuple(letters, fc.integer({ min: 20, max: 126 }), fc.array(letters, { maxLength: 4 }))
      .map(([letter, count, tail]) => letter.repeat(count) + tail.join('')),
  );
  const samples = fc.sample(fc.tuple(codes, reasons), { numRuns: SAMPLES, seed });
  const verdicts = await page.evaluate(async (json): Promise<Verdict[]> => {
    const { createWebSocket } = await loadCore();
    const platform = new WebSocket('ws://localhost/');
    const verdictOf = (close: () => void) => {
      try {
        close();
        return 'taken';
      } catch (error) {
        const { code, name } = error as { code?: unknown; name: string };
        return name === 'TowlineError' ? String(code) : name;
      }
    };
    return (JSON.parse(json) as [number, string][]).map(([code, reason]) => ({
      given: JSON.stringify([code, reason]),
      browser: verdictOf(() => platform.close(code, reason)),
      towline: verdictOf(() => createWebSocket('/ws').close(code, reason)),
    }));
  }, JSON.stringify(samples));
  const words: Readonly<Record<string, string>> = {
    taken: 'taken',
    InvalidAccessError: 'invalid-close-code',
    SyntaxError: 'invalid-close-reason',
  };
  expect(
    verdicts.filter(({ browser, towline }) => words[browser] !== towline),
    `seed ${seed}`,
  ).toEqual([]);
  expect(new Set(verdicts.map(({ towline }) => towline)).size).toBe(3);
});
