import { type Codec, createWebSocket, isTowlineSocket, json, socketOf } from '@towline/core';
import { describe, expect, test } from 'vitest';
import { create, createConnecting, createOpen, enter, type Harness, PHASES } from './harness.js';

const code = (name: string) => expect.objectContaining({ name: 'TowlineError', code: name });

/** Everything that could have changed. */
const stateOf = ({ socket, world, log }: Harness) => ({
  snapshot: socket.getSnapshot(),
  sockets: world.sockets.length,
  timers: world.clock.timers,
  told: log.entries.length,
  queued: socket.queued,
});

describe('bad input', () => {
  test('to createWebSocket is a clear error', () => {
    expect(() => createWebSocket('ftp://localhost')).toThrow(code('invalid-url'));
    expect(() => createWebSocket('/ws', { protocols: ['a', 'a'] })).toThrow(
      code('invalid-protocol'),
    );
    expect(() => createWebSocket('/ws', { linger: -1 })).toThrow(code('invalid-option'));
  });

  test.each([undefined, 5, true, {}, new Date(0)])('to createWebSocket is no URL: %o', (url) => {
    expect(() => createWebSocket(url as never)).toThrow(code('invalid-url'));
  });

  test('to createWebSocket is neither a URL object nor a text that leads to the page itself', () => {
    expect(createWebSocket(new URL('wss://example.com/a')).url).toBe('wss://example.com/a');
    const { socket, world } = createConnecting({ url: '' });
    expect([socket.destination.url, world.socket.url]).toEqual(['', 'ws://localhost/']);
  });

  test.each(PHASES)('to update() changes nothing when it is %s', (phase) => {
    const harness = enter(phase);
    const before = [stateOf(harness), harness.socket.destination];
    for (const url of [undefined, 5]) {
      expect(() => harness.socket.update({ url: url as never })).toThrow(code('invalid-url'));
    }
    expect([stateOf(harness), harness.socket.destination]).toEqual(before);
    // Nor does it stay behind, for the next update.
    harness.socket.update({ enabled: true });
    expect([stateOf(harness), harness.socket.destination]).toEqual(before);
  });

  test.each(PHASES)('to close() changes nothing when it is %s', (phase) => {
    const harness = enter(phase);
    const before = stateOf(harness);
    expect(() => harness.socket.close(1001)).toThrow(code('invalid-close-code'));
    expect(() => harness.socket.close(1000, 'x'.repeat(124))).toThrow(code('invalid-close-reason'));
    expect(stateOf(harness)).toEqual(before);
  });

  test('to close() leaves the connection as open as before', () => {
    const { socket, world } = createOpen();
    expect(() => socket.close(1006)).toThrow(code('invalid-close-code'));
    world.socket.drop();
    world.clock.advance(750);
    world.socket.accept();
    expect(socket.getSnapshot().status).toBe('open');
  });

  test('to send() is thrown, with the message, and nothing is queued', () => {
    for (const phase of ['idle', 'open', 'closed by the user'] as const) {
      const harness = enter(phase, { codec: json<never, never>() });
      const before = stateOf(harness);
      expect(() => harness.socket.send(1n as never)).toThrow(
        expect.objectContaining({ code: 'encode-failed', data: 1n }),
      );
      expect(stateOf(harness)).toEqual(before);
    }
  });

  test.each([undefined, null, 5, {}, true])(
    'of a codec, which encodes to %o, makes send() throw, and nothing is queued',
    (encoded) => {
      for (const phase of ['idle', 'open', 'waiting', 'closed by the user'] as const) {
        const harness = enter(phase, {
          codec: { decode: String, encode: () => encoded } as unknown as Codec<never, never>,
        });
        const before = stateOf(harness);
        expect(() => harness.socket.send('a')).toThrow(
          expect.objectContaining({ code: 'encode-failed', data: 'a' }),
        );
        expect(stateOf(harness)).toEqual(before);
        expect([harness.socket.queuedBytes, harness.log.of('drop')]).toEqual([0, []]);
      }
    },
  );

  test.each(['open', 'reconnect'] as const)(
    'of the surroundings makes %s() throw, and changes nothing',
    (call) => {
      const harnesses: [string, Harness][] = [
        ['invalid-url', create({ url: '/ws', world: { baseUrl: null } })],
        [
          'insecure-url',
          create({ url: 'ws://example.com', world: { baseUrl: 'https://example.com' } }),
        ],
        ['websocket-missing', create({ environment: { WebSocket: undefined } })],
      ];
      for (const [name, harness] of harnesses) {
        const before = stateOf(harness);
        expect(() => harness.socket[call]()).toThrow(code(name));
        expect(stateOf(harness)).toEqual(before);
        // Nor did it become wanted.
        harness.socket.update({ url: 'wss://example.com/' });
        expect(harness.world.sockets).toEqual([]);
      }
    },
  );
});

/** The errors that can be told, how each comes about. `ready` gets the harness right before. */
type Happen = (ready: (harness: Harness) => void) => Harness;

function happening(make: () => Harness, act: (harness: Harness) => void): Happen {
  return (ready) => {
    const harness = make();
    ready(harness);
    act(harness);
    return harness;
  };
}

const insecure = { url: 'ws://example.com', world: { baseUrl: 'https://example.com' } };

const HAPPENINGS: readonly (readonly [code: string, when: string, Happen])[] = [
  [
    'connect-failed',
    'the handshake is refused',
    happening(createConnecting, ({ world }) => world.socket.fail()),
  ],
  [
    'connect-timeout',
    'nobody answers',
    happening(createConnecting, ({ world }) => world.clock.advance(10_000)),
  ],
  [
    'decode-failed',
    'bytes come',
    happening(createOpen, ({ world }) => world.socket.message(new ArrayBuffer(1))),
  ],
  [
    'retry-failed',
    'the policy fails',
    happening(
      () => createOpen({ retry: () => -1 }),
      ({ world }) => world.socket.drop(),
    ),
  ],
  [
    'insecure-url',
    'it is retained',
    happening(
      () => create(insecure),
      ({ socket }) => socket.retain(),
    ),
  ],
  [
    'websocket-missing',
    'it is retained',
    happening(
      () => create({ environment: { WebSocket: undefined } }),
      ({ socket }) => socket.retain(),
    ),
  ],
  [
    'connect-failed',
    'the constructor throws',
    happening(create, ({ world, socket }) => {
      world.refuseNext(new Error('blocked'));
      socket.open();
    }),
  ],
  [
    'send-failed',
    'send() throws',
    happening(createOpen, ({ world, socket }) => {
      world.socket.throwOnSend = new Error('full');
      socket.send('a');
    }),
  ],
];

describe('an error', () => {
  test.each(HAPPENINGS)(
    '%s is in the snapshot when it is told, as when %s',
    (name, _when, happen) => {
      const shown: unknown[] = [];
      const { world } = happen((harness) => {
        harness.socket.on('error', (error) => {
          shown.push(error.code, harness.socket.getSnapshot().lastError === error);
        });
      });
      expect([shown, world.errors]).toEqual([[name, true], []]);
    },
  );

  test('is forgotten once it is open again', () => {
    const { socket, world } = createConnecting();
    world.socket.fail();
    expect(socket.getSnapshot().lastError).toEqual(code('connect-failed'));
    world.clock.advance(750);
    world.socket.accept();
    expect(socket.getSnapshot().lastError).toBeNull();
  });

  test('of a refused handshake names the URL, and tells where to look', () => {
    const { log, world } = createConnecting();
    world.socket.fail();
    expect(log.of('error')[0]?.message).toContain('ws://localhost/a');
    expect(log.types()).toEqual(['error', 'close']);
  });

  test('of a constructor that throws is tried again, with the platform’s words as cause', () => {
    const { socket, world, log } = create();
    const cause = new Error('blocked by policy');
    world.refuseNext(cause);
    socket.open();
    expect(log.of('error')).toEqual([expect.objectContaining({ code: 'connect-failed', cause })]);
    expect(log.of('close')).toEqual([
      { code: 1006, reason: '', wasClean: false, cause: 'network' },
    ]);
    expect(socket.getSnapshot().nextRetry).toMatchObject({ delay: 750, reason: 'network' });
    world.clock.advance(750);
    world.socket.accept();
    expect(socket.getSnapshot().status).toBe('open');
  });

  test('of a constructor that throws each time waits longer each time', () => {
    const { socket, world } = create();
    for (let attempt = 0; attempt < 100; attempt++) world.refuseNext(new Error('blocked'));
    socket.open();
    world.clock.advance(60_000);
    expect(socket.getSnapshot().attempt).toBeGreaterThan(5);
    expect(socket.getSnapshot().attempt).toBeLessThan(40);
  });

  test('of the retry policy is told, and the default holds', () => {
    const oops = new Error('oops');
    const { socket, world, log } = createOpen({
      retry() {
        throw oops;
      },
    });
    world.socket.drop();
    expect(log.of('error')).toEqual([
      expect.objectContaining({ code: 'retry-failed', cause: oops }),
    ]);
    expect(socket.getSnapshot().nextRetry).toMatchObject({ delay: 750 });
  });

  test('of the retry policy is told once the retry is there, and no status is shown twice', () => {
    const { socket, world } = createOpen({
      retry() {
        throw 'oops';
      },
    });
    const statuses: string[] = [socket.getSnapshot().status];
    const found: unknown[] = [];
    socket.subscribe(() => {
      const { status } = socket.getSnapshot();
      if (status !== statuses.at(-1)) statuses.push(status);
    });
    socket.on('error', ({ code }) => {
      const { status, nextRetry } = socket.getSnapshot();
      found.push({ code, status, delay: nextRetry?.delay });
    });
    world.socket.drop();
    expect(found).toEqual([{ code: 'retry-failed', status: 'closed', delay: 750 }]);
    expect(statuses).toEqual(['open', 'closed']);
  });

  test('of close() inside the platform is reported, and the connection ends all the same', () => {
    const { socket, world } = createOpen();
    const oops = new Error('oops');
    world.socket.close = () => {
      throw oops;
    };
    socket.close();
    world.clock.advance(2000);
    expect(socket.getSnapshot().status).toBe('closed');
    expect(world.errors).toEqual([oops, oops]);
  });
});

describe('a socket', () => {
  test('is known by its brand, whichever copy of the core made it', () => {
    const { socket } = create();
    expect(isTowlineSocket(socket)).toBe(true);
    expect(isTowlineSocket({ [Symbol.for('towline.socket')]: true })).toBe(true);
    for (const other of [
      null,
      undefined,
      'ws://localhost',
      {},
      new URL('ws://localhost'),
      () => socket,
    ]) {
      expect(isTowlineSocket(other)).toBe(false);
    }
  });

  test('is found in what a binding made of it', () => {
    const { socket } = create();
    expect([socketOf(socket), socketOf({ socket })]).toEqual([socket, socket]);
  });

  test('works with its functions taken out', () => {
    const { socket, world } = create();
    const { open, send, close, getSnapshot, subscribe } = socket;
    subscribe(() => {});
    open();
    world.socket.accept();
    expect(send('a')).toBe('sent');
    close();
    expect(getSnapshot().status).toBe('closing');
  });
});

test('an attempt that failed and one that took too long are told by words of their own', () => {
  const [refused, slow] = [createConnecting(), createConnecting()];
  refused.world.socket.fail();
  slow.world.clock.advance(10_000);
  expect(refused.log.of('error')[0]?.message).toContain('could not be made');
  expect(slow.log.of('error')[0]?.message).toContain('did not open in time (connectTimeout)');
});

test('where there is no WebSocket a component’s wish ends at once, and nothing is tried again', () => {
  const { socket, world, log } = create({ environment: { WebSocket: undefined } });
  socket.retain();
  expect(log.of('error')).toEqual([code('websocket-missing')]);
  expect([socket.getSnapshot().ended, world.clock.timers]).toEqual([true, 0]);
});

test('a connection whose platform refuses to send is left with the cause network', () => {
  const { socket, world } = createOpen();
  world.socket.throwOnSend = new Error('on purpose');
  socket.send('a');
  expect(socket.getSnapshot().lastClose).toEqual({
    code: 1006,
    reason: '',
    wasClean: false,
    cause: 'network',
  });
});
