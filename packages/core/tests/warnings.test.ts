import { heartbeat, text, type WebSocketOptions, warn } from '@towline/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { create, createConnecting, createOpen, enter, URL_A, URL_B } from './harness.js';

const warned = vi.fn();

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(warned);
});

afterEach(() => {
  vi.restoreAllMocks();
  warned.mockReset();
});

/** What was warned of, as far as it tells one from another. */
const texts = () => warned.mock.calls.map(([message]) => String(message));

/** Hands over all options, as bindings do in each render. */
function render({ socket }: ReturnType<typeof create>, options: WebSocketOptions) {
  socket.update({ url: URL_A, ...options } as never);
}

test('a warning says whose it is', () => {
  warn('Mind the gap.');
  expect(texts()).toEqual(['[towline] Mind the gap.']);
});

test('a warning is no error where there is no console', () => {
  vi.stubGlobal('console', undefined);
  expect(() => warn('Mind the gap.')).not.toThrow();
  vi.unstubAllGlobals();
});

describe('an option that is read once', () => {
  const CHANGES: Readonly<Record<string, readonly [WebSocketOptions, WebSocketOptions]>> = {
    delivery: [{ delivery: 'frame' }, { delivery: 'sync' }],
    maxMessageBytes: [{ maxMessageBytes: 1 }, { maxMessageBytes: 2 }],
    connectTimeout: [{ connectTimeout: 1 }, { connectTimeout: 2 }],
    closeTimeout: [{ closeTimeout: 1 }, { closeTimeout: 2 }],
    healthyAfter: [{ healthyAfter: 1 }, { healthyAfter: 2 }],
    linger: [{ linger: 1 }, { linger: 2 }],
    'queue.maxMessages': [{ queue: { maxMessages: 1 } }, { queue: { maxMessages: 2 } }],
    'queue.maxBytes': [{ queue: { maxBytes: 1 } }, { queue: {} }],
    'queue.overflow': [{ queue: { overflow: 'refuse' } }, { queue: { overflow: 'drop-newest' } }],
    'queue.timeToLive': [{ queue: { timeToLive: 1 } }, { queue: { timeToLive: 2 } }],
    'heartbeat.interval': [
      { heartbeat: heartbeat({ message: 'ping', interval: 1 }) },
      { heartbeat: heartbeat({ message: 'ping', interval: 2 }) },
    ],
    'heartbeat.timeout': [
      { heartbeat: heartbeat({ message: 'ping', timeout: 1 }) },
      { heartbeat: heartbeat({ message: 'ping', timeout: 2 }) },
    ],
  };

  test.each(Object.entries(CHANGES))(
    '%s, is warned of once when it changes',
    (name, [from, to]) => {
      const harness = create(from as never);
      render(harness, from);
      expect(texts()).toEqual([]);
      for (const options of [to, from, to]) render(harness, options);
      expect(texts()).toEqual([
        expect.stringContaining(`[towline] The option ${name} changed from`),
      ]);
    },
  );

  test('is warned of each by itself, and each socket has its own warnings', () => {
    for (const harness of [create({ linger: 1 }), create({ linger: 1 })]) {
      render(harness, { linger: 2, closeTimeout: 2 });
    }
    expect(texts().map((message) => /option (\w+)/.exec(message)?.[1])).toEqual([
      'closeTimeout',
      'linger',
      'closeTimeout',
      'linger',
    ]);
  });

  test('is not warned of where its key is left out', () => {
    const harness = create({ linger: 1, queue: { maxMessages: 1 }, delivery: 'sync' });
    harness.socket.update({ url: URL_B });
    render(harness, {});
    expect(texts()).toEqual([]);
  });

  test('is not warned of where it is another object of the same values', () => {
    const options = () => ({
      queue: { maxMessages: 1 },
      heartbeat: heartbeat<string, string>({ message: 'ping' }),
    });
    render(create(options()), options());
    expect(texts()).toEqual([]);
  });

  test('is warned of in words also where it cannot be shown, and the rest of the change is made', () => {
    const { socket } = create({ linger: 1 });
    for (const linger of [Symbol('none'), Object.create(null)]) {
      socket.update({ url: URL_B, linger } as never);
    }
    expect(socket.url).toBe(URL_B);
    expect(texts()[0]).toContain('linger changed from 1 to Symbol(none)');
  });

  test('is warned of with what it was and what it is', () => {
    render(create({ linger: 1 }), { linger: 2 });
    expect(texts()[0]).toContain('linger changed from 1 to 2, but it is read once');
  });

  test('is not warned of where the change is refused', () => {
    const { socket } = create({ linger: 1 });
    expect(() => socket.update({ url: 'nowhere:', linger: 2 } as never)).toThrow();
    expect(texts()).toEqual([]);
  });
});

describe('what may change', () => {
  test('is never warned of', () => {
    const harness = create({ retry: false, protocols: 'a', enabled: true, keepQueue: true });
    render(harness, {
      retry: () => 1,
      protocols: ['b'],
      enabled: false,
      keepQueue: false,
      prepare: () => {},
      authenticate: () => {},
    });
    expect(texts()).toEqual([]);
  });

  test('nor are codecs and environments, which are new objects in each render', () => {
    const harness = create({ codec: text() as never, environment: {} });
    render(harness, { codec: text(), environment: { random: () => 0 } });
    expect(texts()).toEqual([]);
  });
});

describe('a message to a socket that has ended', () => {
  const END = '[towline] A message was sent to a socket that is closed for good';

  test.each(['closed by the user', 'closed by the server'] as const)(
    'is warned of once when it is %s',
    (phase) => {
      const { socket } = enter(phase);
      for (const message of ['a', 'b', 'c']) socket.send(message);
      expect(texts()).toEqual([expect.stringContaining(END)]);
    },
  );

  test('is not warned of again where what is closed is closed once more', () => {
    const { socket } = enter('closed by the user');
    socket.send('a');
    socket.close();
    socket.send('b');
    expect(texts()).toEqual([expect.stringContaining(END)]);
  });

  test.each(['idle', 'off', 'connecting', 'open', 'closing', 'waiting'] as const)(
    'is not warned of when it is %s',
    (phase) => {
      enter(phase).socket.send('a');
      expect(texts()).toEqual([]);
    },
  );

  test.each([false, true])('is warned of again after another end; sent between: %s', (between) => {
    const { socket, world } = enter('closed by the user');
    socket.send('a');
    socket.open();
    world.socket.accept();
    if (between) socket.send('b');
    socket.close();
    world.socket.finishClose();
    for (const message of ['c', 'd']) socket.send(message);
    expect(texts()).toHaveLength(2);
  });

  test('is warned of where it is sent in a listener', () => {
    const { socket, world } = createOpen();
    socket.on('close', () => {
      socket.send('a');
      socket.send('b');
    });
    world.socket.serverClose(1000);
    expect(texts()).toHaveLength(1);
  });

  test('is not warned of where close() drops what was queued, or the queue was full', () => {
    const { socket } = createConnecting({ queue: { maxMessages: 1, overflow: 'drop-newest' } });
    for (const message of ['a', 'b']) socket.send(message);
    socket.close();
    expect(texts()).toEqual([]);
  });
});

describe('in production', () => {
  test('nothing is warned of', async () => {
    vi.resetModules();
    vi.doMock('../src/warnings.js', () => import('../src/no-warnings.js'));
    const core = await import('../src/index.js');
    const socket = core.createWebSocket(URL_A, { linger: 1 });
    socket.update({ linger: 2 } as never);
    socket.close();
    expect(socket.send('a')).toBe('dropped');
    core.warn('Mind the gap.');
    expect(texts()).toEqual([]);
    vi.doUnmock('../src/warnings.js');
    vi.resetModules();
  });
});
