import type { Environment } from '@towline/core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createView, createWebSocket, history } from '../src/index.js';
import { URL_A, URL_B } from './harness.js';

const touched = (name: string) => (): never => {
  throw new Error(`${name} was touched`);
};

/** An environment that cannot be touched without a throw. */
const untouchable: Environment = {
  get WebSocket(): never {
    return touched('WebSocket')();
  },
  get baseUrl(): never {
    return touched('baseUrl')();
  },
  get online(): never {
    return touched('online')();
  },
  wallTime: touched('wallTime'),
  monotonicTime: touched('monotonicTime'),
  random: touched('random'),
  setTimer: touched('setTimer'),
  requestFrame: touched('requestFrame'),
  requestTurn: touched('requestTurn'),
  listen: touched('listen'),
  reportError: touched('reportError'),
};

const GLOBALS = [
  'WebSocket',
  'document',
  'window',
  'location',
  'navigator',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'requestAnimationFrame',
  'requestIdleCallback',
  'reportError',
  'fetch',
  'localStorage',
  'addEventListener',
];

/** Makes the runtime's own as untouchable. Vitest needs some of it, so only while `act` runs. */
function withoutGlobals(act: () => void) {
  const found = GLOBALS.map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  const pure = { now: Date.now, random: Math.random };
  Date.now = touched('Date.now');
  Math.random = touched('Math.random');
  for (const name of GLOBALS) {
    Object.defineProperty(globalThis, name, { get: touched(name), configurable: true });
  }
  try {
    act();
  } finally {
    for (const [name, descriptor] of found) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else delete (globalThis as Record<string, unknown>)[name];
    }
    Date.now = pure.now;
    Math.random = pure.random;
  }
}

afterEach(() => {
  vi.resetModules();
});

/** What a component or a server may do before anybody opens. */
const ACTS: Readonly<Record<string, (environment?: Environment) => void>> = {
  'creating a socket': (environment) => createWebSocket(URL_A, { environment, protocols: ['a'] }),
  'creating one with a relative URL': (environment) => createWebSocket('/ws', { environment }),
  'creating one that is off': (environment) => createWebSocket(null, { environment }),
  'reading everything'(environment) {
    const socket = createWebSocket(URL_A, { environment });
    expect(socket.getSnapshot()).toBe(socket.getServerSnapshot());
    const {
      url,
      protocol,
      extensions,
      readyState,
      bufferedAmount,
      queued,
      queuedBytes,
      destination,
    } = socket;
    expect({
      url,
      protocol,
      extensions,
      readyState,
      bufferedAmount,
      queued,
      queuedBytes,
      destination,
    }).toEqual({
      url: URL_A,
      protocol: '',
      extensions: '',
      readyState: 0,
      bufferedAmount: 0,
      queued: 0,
      queuedBytes: 0,
      destination: { url: URL_A, protocols: [] },
    });
    expect(socket.lastMessage.getSnapshot()).toBeNull();
  },
  'listening and subscribing, and leaving again'(environment) {
    const socket = createWebSocket(URL_A, { environment });
    const leave = [
      socket.on('message', () => {}),
      socket.subscribe(() => {}),
      socket.lastMessage.subscribe(() => {}),
      createView(socket, history(10)).subscribe(() => {}),
    ];
    for (const one of leave) one();
  },
  sending(environment) {
    const socket = createWebSocket(URL_A, { environment });
    expect([socket.send('a'), socket.queued]).toEqual(['queued', 1]);
  },
  'going to another destination'(environment) {
    const socket = createWebSocket(URL_A, { environment });
    socket.update({ url: URL_B });
    expect(socket.getSnapshot()).toMatchObject({ url: URL_B, status: 'connecting' });
  },
  closing(environment) {
    const socket = createWebSocket(URL_A, { environment });
    socket.close();
    expect(socket.getSnapshot().status).toBe('closed');
  },
};

describe.each(Object.entries(ACTS))('%s', (_name, act) => {
  test('touches nothing of the environment', () => {
    act(untouchable);
  });

  test('touches nothing of the runtime', () => {
    withoutGlobals(() => act());
  });
});

test('importing touches nothing impure', async () => {
  vi.resetModules();
  // The loader needs the runtime itself, so that only what the core could want is taken away here.
  const globals = [
    'WebSocket',
    'document',
    'window',
    'location',
    'requestAnimationFrame',
    'addEventListener',
  ];
  const pure = { now: Date.now, random: Math.random, setTimer: globalThis.setTimeout };
  const misuse: string[] = [];
  const found = globals.map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  const inCore = () => new Error().stack?.includes('core/src') ?? false;
  for (const name of globals) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => (inCore() ? misuse.push(name) : undefined) && undefined,
    });
  }
  Date.now = () => (inCore() ? misuse.push('Date.now') : pure.now());
  Math.random = () => (inCore() ? misuse.push('Math.random') : pure.random());
  try {
    const core = await import('../src/index.js');
    expect(core.createWebSocket).toBeTypeOf('function');
  } finally {
    for (const [name, descriptor] of found) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else delete (globalThis as Record<string, unknown>)[name];
    }
    Date.now = pure.now;
    Math.random = pure.random;
  }
  expect(misuse).toEqual([]);
});

test('the snapshot of a server stays as it was, whatever happens', () => {
  const socket = createWebSocket(URL_A);
  const first = socket.getServerSnapshot();
  socket.update({ url: URL_B });
  socket.close();
  expect(socket.getServerSnapshot()).toBe(first);
  expect(first).toMatchObject({
    status: 'connecting',
    url: URL_A,
    attempt: 0,
    reconnecting: false,
  });
  expect(createWebSocket(null).getServerSnapshot()).toMatchObject({ status: 'closed', url: null });
});
