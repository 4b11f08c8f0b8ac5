import { Socket } from 'node:net';
import { createWebSocket, json, type Url } from '@towline/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { create, enter, type Harness, PHASES, URL_B } from './harness.js';
import { anyProtocols, anyUrl } from './hostile-urls.js';
import { anyValue, type Make, numRuns, refusal, stateOf, timeout } from './hostile-values.js';
import { watchRejections } from './rejections.js';

// Whatever is given as a URL or as subprotocols: what the platform would open is opened, and nothing else;
// what is refused is one clear error, and then nothing has changed. A browser's own verdict is asked in
// e2e/verdicts.spec.ts.

watchRejections();

const REFUSALS = ['invalid-url', 'invalid-protocol', 'insecure-url'];
const PAGES = ['http://localhost/', 'https://example.com/page/', null];

/** The constructor of the standard, step by step. */
function standard(url: string, base: string | null, protocols: string | string[]): string | null {
  let parsed: URL;
  try {
    parsed = new URL(url, base ?? undefined);
  } catch {
    return null;
  }
  const scheme = { 'http:': 'ws:', 'https:': 'wss:' }[parsed.protocol] ?? parsed.protocol;
  if (scheme !== 'ws:' && scheme !== 'wss:') return null;
  // A fragment that is empty is one.
  if (parsed.href.includes('#')) return null;
  const list = typeof protocols === 'string' ? [protocols] : protocols;
  if (new Set(list).size < list.length) return null;
  // Anything but controls, space, separators and what is not ASCII.
  if (list.some((name) => name === '' || /[^\x21-\x7e]|[()<>@,;:\\"/[\]?={}]/.test(name)))
    return null;
  return parsed.href.replace(/^\w+:/, scheme);
}

/** The verdict of ws, which is asked to connect nowhere. */
function acceptedByWs(url: string, protocols: string | string[]): boolean {
  try {
    const socket = new WebSocket(url, protocols, { createConnection: () => new Socket() });
    socket.on('error', () => {});
    socket.terminate();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
    return false;
  }
}

/** Two words of its own: ws takes an empty fragment, and has a scheme for pipes. A parser finds both in texts
 * that do not show them: it takes out tabs and line ends first. */
function isOfWsAlone(url: string): boolean {
  try {
    const { protocol, href } = new URL(url);
    return protocol === 'ws+unix:' || href.includes('#');
  } catch {
    return false;
  }
}

/** What a socket opens; null: it was refused. */
function opened(url: string, base: string | null, protocols: string | string[]): string | null {
  let harness: Harness | undefined;
  const error = refusal(() => {
    harness = create({ url, protocols, world: { baseUrl: base } });
    harness.socket.open();
  }, REFUSALS);
  if (error) {
    expect(harness?.world.sockets ?? []).toEqual([]);
    expect(harness?.log.entries ?? []).toEqual([]);
    return error.code === 'insecure-url' ? 'insecure' : null;
  }
  const [socket] = harness?.world.sockets ?? [];
  expect(socket?.protocols).toEqual(typeof protocols === 'string' ? [protocols] : protocols);
  return socket?.url ?? '';
}

describe('whatever is given as a URL and as subprotocols', { timeout }, () => {
  test('is opened as the standard says, or refused by one clear error', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyUrl, fc.constantFrom(...PAGES), anyProtocols, (url, base, protocols) => {
        const expected = standard(url, base, protocols);
        const result = opened(url, base, protocols);
        seen.add(expected === null ? 'refused' : result === 'insecure' ? 'insecure' : 'opened');
        // Mixed content is the browser's to refuse: Towline says so first.
        if (result === 'insecure') {
          expect(base).toMatch(/^https:/);
          expect(expected).toMatch(/^ws:/);
        } else expect(result).toBe(expected);
      }),
      { numRuns: numRuns * 3 },
    );
    expect([...seen].sort()).toEqual(['insecure', 'opened', 'refused']);
  });

  test('is what ws takes too, where there is no page', () => {
    fc.assert(
      fc.property(anyUrl, anyProtocols, (url, protocols) => {
        fc.pre(!isOfWsAlone(url));
        expect(opened(url, null, protocols) !== null).toBe(acceptedByWs(url, protocols));
      }),
      { numRuns },
    );
  });

  test('stays out of the texts of errors, as far as it is secret', () => {
    fc.assert(
      fc.property(anyUrl, (url) => {
        const error = refusal(() => createWebSocket(`${url}?SECRET#SECRET`), REFUSALS);
        expect(error?.message).not.toContain('SECRET');
      }),
      { numRuns },
    );
  });
});

describe('whatever update() is given', { timeout }, () => {
  const changes: fc.Arbitrary<{ url: Make; protocols: Make }> = fc.record({
    url: fc.oneof(
      anyUrl.map((url) => () => url),
      anyValue,
      fc.constant(() => URL_B),
    ),
    protocols: fc.oneof(
      anyProtocols.map((list) => () => list),
      anyValue,
    ),
  });

  test('is another destination, or one clear error, and then nothing has changed', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.constantFrom(...PHASES), changes, (phase, { url, protocols }) => {
        const harness = enter(phase);
        const { socket, world } = harness;
        const before = stateOf(harness);
        const error = refusal(
          () => socket.update({ url: url() as Url, protocols: protocols() as string[] }),
          REFUSALS,
        );
        seen.add(error?.code ?? 'taken');
        if (error) {
          expect(socket.getSnapshot()).toBe(before.snapshot);
          expect(stateOf(harness)).toEqual(before);
          expect(socket.destination).toBe(before.destination);
          // Nor does it stay behind, for the next change.
          socket.update({ enabled: true });
          expect(stateOf(harness)).toEqual(before);
        }
        expect(world.live.filter(({ listened }) => listened).length).toBeLessThanOrEqual(1);
        expect(world.errors).toEqual([]);
      }),
      { numRuns },
    );
    expect([...seen].sort()).toEqual(['invalid-protocol', 'invalid-url', 'taken']);
  });
});

describe('whatever createWebSocket() is given', { timeout }, () => {
  const anything = fc.oneof(
    anyValue,
    fc.nat().map((value) => () => value),
  );
  /** What people give in place of what a call makes. */
  const notMade = fc
    .constantFrom(null, 5, 'json', {}, json, { encode: 1, decode: 1 })
    .map((value) => () => value);
  const named = (arbitraries: Record<string, fc.Arbitrary<Make>>) =>
    fc.oneof(
      ...Object.entries(arbitraries).map(([name, arbitrary]) =>
        arbitrary.map((make) => ({ name, make })),
      ),
    );
  /** One option, and how its value is made. */
  const options = named({
    protocols: anything,
    maxMessageBytes: anything,
    connectTimeout: anything,
    closeTimeout: anything,
    healthyAfter: anything,
    linger: anything,
    delivery: anything,
    codec: notMade,
    heartbeat: notMade,
    queue: named({
      maxMessages: anything,
      maxBytes: anything,
      overflow: anything,
      timeToLive: anything,
    }).map(({ name, make }) => () => ({ [name]: make() })),
  });
  const urls = fc.oneof(
    fc.constant(() => URL_B),
    anyUrl.map((url) => () => url),
    anyValue,
  );

  test('is a socket, or one clear error', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(urls, options, (url, { name, make }) => {
        const error = refusal(
          () => createWebSocket(url() as Url, { [name]: make() }),
          [...REFUSALS, 'invalid-option'],
        );
        seen.add(error?.code ?? 'made');
      }),
      { numRuns },
    );
    expect([...seen].sort()).toEqual(['invalid-option', 'invalid-protocol', 'invalid-url', 'made']);
  });
});
