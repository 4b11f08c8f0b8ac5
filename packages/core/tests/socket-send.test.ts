import type { Codec, Encoded, WireData } from '@towline/core';
import { describe, expect, test } from 'vitest';
import { create, createConnecting, createOpen, createWaiting, enter } from './harness.js';

/** A codec for tests of what goes out. */
const encoding = <Message>(encode: (message: Message) => Encoded) =>
  ({ decode: (data: WireData) => data, encode }) as Codec<unknown, Message> as Codec<never, never>;

const sent = (...messages: string[]) => messages.map((message) => ({ message }));
const dropped = (reason: string, ...messages: string[]) =>
  messages.map((message) => ({ message, reason }));

describe('send()', () => {
  test.each([
    ['idle', 'queued'],
    ['off', 'queued'],
    ['connecting', 'queued'],
    ['waiting', 'queued'],
    ['open', 'sent'],
    ['closing', 'dropped'],
    ['closed by the user', 'dropped'],
    ['closed by the server', 'dropped'],
  ] as const)('when it is %s answers %s', (phase, result) => {
    const { socket, log } = enter(phase);
    expect(socket.send('a')).toBe(result);
    expect(socket.queued).toBe(result === 'queued' ? 1 : 0);
    expect(log.of('sent')).toEqual([]);
    expect(log.of('drop')).toEqual(result === 'dropped' ? dropped('closed', 'a') : []);
  });

  test('while it closes in order to open again queues', () => {
    const { socket, world } = createOpen();
    socket.close();
    socket.open();
    expect(socket.send('a')).toBe('queued');
    world.socket.finishClose();
    world.socket.accept();
    expect(world.socket.received).toEqual(['a']);
  });

  test('hands each queued message over once, in order, and tells of each', () => {
    const { socket, world, log } = create();
    expect(['a', 'b', 'b'].map((message) => socket.send(message))).toEqual([
      'queued',
      'queued',
      'queued',
    ]);
    socket.open();
    world.socket.accept();
    expect([world.socket.received, log.of('sent')]).toEqual([['a', 'b', 'b'], sent('a', 'b', 'b')]);
    expect(log.types()).toEqual(['open', 'sent', 'sent', 'sent']);
    world.socket.drop();
    world.clock.advance(750);
    world.socket.accept();
    expect(world.socket.received).toEqual([]);
  });

  test('tells of the same reference that it was given', () => {
    const message = { text: 'hi' };
    const { socket, world, log } = create({
      codec: encoding(({ text }: typeof message) => text),
    });
    socket.send(message as never);
    socket.open();
    world.socket.accept();
    expect(log.of('sent')[0]?.message).toBe(message);
  });

  test('encodes at once: what changes afterwards does not go out', () => {
    const message = { text: 'before' };
    const { socket, world } = create({
      codec: encoding(({ text }: typeof message) => text),
    });
    socket.send(message as never);
    message.text = 'after';
    socket.open();
    world.socket.accept();
    expect(world.socket.received).toEqual(['before']);
  });

  test.each([
    ['a buffer', ({ buffer }: Uint8Array<ArrayBuffer>) => buffer, [1, 2, 3, 4, 5, 6]],
    ['a view of all', (bytes: Uint8Array<ArrayBuffer>) => bytes, [1, 2, 3, 4, 5, 6]],
    ['a view of a part', (bytes: Uint8Array<ArrayBuffer>) => bytes.subarray(1, 4), [2, 3, 4]],
    [
      'another kind of view',
      ({ buffer }: Uint8Array<ArrayBuffer>) => new DataView(buffer, 2, 2),
      [3, 4],
    ],
    ['an empty view', (bytes: Uint8Array<ArrayBuffer>) => bytes.subarray(2, 2), []],
  ] as const)('copies the bytes of %s, as the platform does', (_name, encode, expected) => {
    for (const phase of ['idle', 'connecting', 'waiting'] as const) {
      const bytes = new Uint8Array([1, 2, 3, 4, 5, 6]);
      const { socket, world } = enter(phase, { codec: encoding(() => encode(bytes)) });
      expect([socket.send('bytes'), socket.queuedBytes]).toEqual(['queued', expected.length]);
      bytes.fill(0);
      socket.open();
      world.socket.accept();
      // toEqual finds all buffers equal.
      expect(world.socket.received).toStrictEqual([new Uint8Array(expected).buffer]);
    }
  });

  test('hands over only the bytes that a view shows, also where it need not wait', () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const { socket, world } = createOpen({ codec: encoding(() => bytes.subarray(1)) });
    expect(socket.send('bytes')).toBe('sent');
    expect(world.socket.received).toStrictEqual([new Uint8Array([2, 3]).buffer]);
  });

  test('that throws keeps the bytes as they were', () => {
    const bytes = new Uint8Array([1, 2]);
    const { socket, world } = createOpen({ codec: encoding(() => bytes) });
    world.socket.throwOnSend = new Error('full');
    expect(socket.send('bytes')).toBe('queued');
    bytes.fill(0);
    world.clock.advance(750);
    world.socket.accept();
    expect(world.socket.received).toStrictEqual([new Uint8Array([1, 2]).buffer]);
  });

  test('on a socket that closes already, without having said so, keeps the message for the next one', () => {
    const { socket, world, log } = createOpen();
    world.socket.serverBeginsClose(1001);
    expect(socket.send('a')).toBe('queued');
    world.socket.finishClose();
    world.clock.advance(750);
    world.socket.accept();
    expect([world.sockets.map(({ received }) => received), log.of('sent')]).toEqual([
      [[], ['a']],
      sent('a'),
    ]);
  });

  test('that throws keeps the message, leaves that connection and sends it by the next', () => {
    const { socket, world, log } = createOpen();
    world.socket.throwOnSend = new Error('full');
    expect(socket.send('a')).toBe('queued');
    expect(socket.send('b')).toBe('queued');
    expect(log.of('error')).toEqual([
      expect.objectContaining({ code: 'send-failed', cause: world.sockets[0]?.throwOnSend }),
    ]);
    expect([socket.getSnapshot().status, world.listened]).toEqual(['closed', []]);
    world.clock.advance(750);
    world.socket.accept();
    expect([world.socket.received, log.of('sent')]).toEqual([['a', 'b'], sent('a', 'b')]);
  });

  test('that throws in the middle of a flush neither loses a message nor repeats one', () => {
    const { socket, world, log } = createWaiting();
    for (const message of ['a', 'b', 'c']) socket.send(message);
    socket.on(
      'sent',
      () => {
        world.socket.throwOnSend = new Error('full');
      },
      { once: true },
    );
    world.clock.advance(750);
    world.socket.accept();
    expect([world.socket.received, socket.queued]).toEqual([['a'], 2]);
    world.clock.advance(1300);
    world.socket.accept();
    expect(world.socket.received).toEqual(['b', 'c']);
    expect(log.of('sent')).toEqual(sent('a', 'b', 'c'));
  });

  test('that the platform refuses once is sent by the next connection, once', () => {
    const { socket, world, log } = createOpen();
    world.socket.refusals.set('odd', new Error('no'));
    expect(['a', 'odd', 'b'].map((message) => socket.send(message))).toEqual([
      'sent',
      'queued',
      'queued',
    ]);
    world.clock.advance(750);
    world.socket.accept();
    expect(world.sockets.map(({ received }) => received)).toEqual([['a'], ['odd', 'b']]);
    expect([log.of('sent'), log.of('drop'), socket.queued]).toEqual([sent('odd', 'b'), [], 0]);
  });

  test('that the platform refuses on the next connection too drops the message, and goes on', () => {
    const { socket, world, log } = createConnecting();
    const refuse = () => world.socket.refusals.set('odd', new Error('no'));
    for (const message of ['a', 'odd', 'b', 'c']) socket.send(message);
    refuse();
    world.socket.accept();
    expect([world.socket.received, socket.queued]).toEqual([['a'], 3]);
    expect([log.of('drop'), log.of('error')]).toEqual([
      [],
      [expect.objectContaining({ code: 'send-failed' })],
    ]);
    world.clock.advance(750);
    refuse();
    world.socket.accept();
    expect([world.socket.received, world.sockets.length]).toEqual([['b', 'c'], 2]);
    expect([log.of('drop'), log.of('sent')]).toEqual([
      dropped('failed', 'odd'),
      sent('a', 'b', 'c'),
    ]);
    expect(socket.getSnapshot()).toMatchObject({ status: 'open', lastError: null });
    expect([log.of('error').length, socket.queued, socket.queuedBytes]).toEqual([1, 0, 0]);
  });

  test('of two that the platform always refuses drops one after the other, each after two tries', () => {
    const { socket, world, log } = createConnecting();
    const refuse = () => {
      for (const odd of ['x', 'y']) world.socket.refusals.set(odd, new Error('no'));
    };
    for (const message of ['x', 'y', 'b']) socket.send(message);
    for (const drops of [[], ['x'], ['x', 'y']]) {
      refuse();
      world.socket.accept();
      expect(log.of('drop')).toEqual(dropped('failed', ...drops));
      world.clock.advance(2000);
    }
    expect(world.sockets.map(({ received }) => received)).toEqual([[], [], ['b']]);
    expect([log.of('sent'), log.of('error').length]).toEqual([sent('b'), 2]);
  });

  test('in a listener of the drop of a refused message comes behind what was queued', () => {
    const { socket, world } = createConnecting();
    socket.on('drop', () => socket.send('instead'));
    for (const message of ['odd', 'b']) socket.send(message);
    for (const ms of [750, 0]) {
      world.socket.refusals.set('odd', new Error('no'));
      world.socket.accept();
      world.clock.advance(ms);
    }
    expect(world.socket.received).toEqual(['b', 'instead']);
  });

  test('in a listener of open stays behind what was queued', () => {
    const { socket, world } = createConnecting();
    socket.on('open', () => {
      expect(socket.send('hello')).toBe('queued');
    });
    socket.send('queued');
    world.socket.accept();
    expect(world.socket.received).toEqual(['queued', 'hello']);
  });

  test('in a listener of sent goes out in its turn', () => {
    const { socket, world } = createConnecting();
    socket.on('sent', ({ message }) => message === 'a' && socket.send('answer'));
    for (const message of ['a', 'b']) socket.send(message);
    world.socket.accept();
    expect(world.socket.received).toEqual(['a', 'b', 'answer']);
  });
});

describe('what is queued', () => {
  test('is counted, exactly and now, and shown within a frame', () => {
    const { socket, world } = createConnecting();
    socket.send('äh');
    socket.send('b');
    expect([socket.queued, socket.queuedBytes]).toEqual([2, 4]);
    expect(socket.getSnapshot()).toMatchObject({ queued: 0, queuedBytes: 0 });
    world.clock.advance(16);
    expect(socket.getSnapshot()).toMatchObject({ queued: 2, queuedBytes: 4 });
    world.socket.accept();
    world.clock.advance(16);
    expect(socket.getSnapshot()).toMatchObject({ queued: 0, queuedBytes: 0 });
  });

  test('is shown also where it came behind something that waited', () => {
    const { socket, world } = createConnecting();
    socket.on(
      'statechange',
      () => {
        socket.update({ url: null });
        expect(socket.send('for the next one')).toBe('queued');
      },
      { once: true },
    );
    world.socket.accept();
    world.clock.advance(16);
    expect([socket.queued, socket.getSnapshot().queued]).toEqual([1, 1]);
  });

  test('is shown to whoever looks later, also while it is off', () => {
    const { socket, world } = create({ url: null });
    socket.send('a');
    socket.subscribe(() => {});
    world.clock.advance(16);
    expect(socket.getSnapshot()).toMatchObject({ queued: 1, queuedBytes: 1 });
  });

  test.each(['connecting', 'waiting', 'idle', 'off'] as const)(
    'is dropped by close() when it is %s',
    (phase) => {
      const { socket, log } = enter(phase);
      for (const message of ['a', 'b']) socket.send(message);
      socket.close();
      expect([log.of('drop'), socket.queued]).toEqual([dropped('closed', 'a', 'b'), 0]);
    },
  );

  test('is dropped where the server’s code or the policy ends the connection', () => {
    const { socket, world, log } = createOpen();
    world.socket.serverBeginsClose(1008);
    socket.send('a');
    world.socket.finishClose();
    expect(log.of('drop')).toEqual(dropped('closed', 'a'));
  });

  test('is dropped when nobody uses the connection any more', () => {
    const { socket, world, log } = create();
    socket.retain()();
    socket.send('a');
    world.clock.advance(1000);
    expect(log.of('drop')).toEqual(dropped('released', 'a'));
  });

  test('is bounded: the oldest go first', () => {
    const { socket, log } = create({ queue: { maxMessages: 2 } });
    const results = ['a', 'b', 'c'].map((message) => socket.send(message));
    expect([results, log.of('drop')]).toEqual([
      ['queued', 'queued', 'queued'],
      dropped('overflow', 'a'),
    ]);
  });

  test('does not take in what never fits', () => {
    const { socket, log } = create({ queue: { maxBytes: 2 } });
    socket.send('a');
    expect([socket.send('abc'), socket.queued]).toEqual(['dropped', 1]);
    expect(log.of('drop')).toEqual(dropped('overflow', 'abc'));
  });

  test('survives attempts that fail', () => {
    const { socket, world } = createOpen();
    world.socket.drop();
    socket.send('a');
    for (let attempt = 0; attempt < 3; attempt++) {
      world.clock.advance(2000);
      world.socket.fail();
    }
    world.clock.advance(2000);
    world.socket.accept();
    expect(world.socket.received).toEqual(['a']);
  });
});

describe('what is buffered', () => {
  test('is the platform’s own figure, shown within a frame, and followed as long as somebody looks', () => {
    const { socket, world } = createOpen();
    const leave = socket.subscribe(() => {});
    world.socket.buffer(500);
    expect([socket.bufferedAmount, socket.getSnapshot().bufferedAmount]).toEqual([500, 0]);
    socket.send('a');
    world.clock.advance(16);
    expect(socket.getSnapshot().bufferedAmount).toBe(500);
    world.socket.drain();
    world.clock.advance(16);
    expect([socket.getSnapshot().bufferedAmount, world.frames.pending]).toEqual([0, 0]);
    world.socket.buffer(500);
    socket.send('b');
    world.clock.advance(16);
    expect(socket.getSnapshot().bufferedAmount).toBe(500);
    leave();
    world.clock.advance(16);
    expect(world.frames.pending).toBe(0);
  });

  test('is shown to whoever looks later', () => {
    const { socket, world } = createOpen();
    world.socket.buffer(500);
    socket.subscribe(() => {});
    world.clock.advance(16);
    expect(socket.getSnapshot().bufferedAmount).toBe(500);
  });

  test('is known to be gone by whoever looks later', () => {
    const { socket, world } = createOpen();
    world.socket.buffer(500);
    socket.send('a');
    world.clock.advance(16);
    world.socket.drain();
    socket.subscribe(() => {});
    world.clock.advance(16);
    expect(socket.getSnapshot().bufferedAmount).toBe(0);
  });

  test('belongs to the present connection', () => {
    const { socket, world } = createOpen();
    world.socket.buffer(500);
    world.socket.drop();
    expect([socket.bufferedAmount, socket.getSnapshot().bufferedAmount]).toEqual([0, 0]);
  });
});

describe('a drop listener that sends', () => {
  test('is heard after all who listen to the drop', () => {
    const { socket } = enter('closed by the user');
    const heard: string[] = [];
    socket.on('drop', ({ message }) => {
      if (message === '1') socket.send('2');
    });
    socket.on('drop', ({ message }) => heard.push(message));
    expect(socket.send('1')).toBe('dropped');
    expect(heard).toEqual(['1', '2']);
  });

  test('finds the socket as it is shown, also in the middle of a close', () => {
    const seen: unknown[] = [];
    const { socket } = createConnecting({
      prepare: ({ signal }) => {
        signal.addEventListener('abort', () => socket.send('late'));
        return new Promise(() => {});
      },
    });
    socket.on('drop', () => seen.push(socket.getSnapshot().ended));
    socket.close();
    expect(seen).toEqual([true]);
  });
});

test('send with something else for a signal throws, and takes nothing in', () => {
  const { socket, log } = create();
  const wrong = new AbortController() as unknown as AbortSignal;
  const invalid = expect.objectContaining({ code: 'invalid-option' });
  expect(() => socket.send('a', { signal: wrong })).toThrow(invalid);
  expect(() => socket.on('message', () => {}, { signal: wrong })).toThrow(invalid);
  expect([socket.queued, log.entries]).toEqual([0, []]);
});

test('a listener that sends much while something waits looks at each input once', () => {
  let asked = 0;
  const { socket, world } = createOpen({
    environment: {
      random() {
        asked += 1;
        return 0.5;
      },
    },
  });
  asked = 0;
  socket.on('message', () => {
    socket.reconnect();
    for (let index = 0; index < 1000; index += 1) socket.send('a');
  });
  world.socket.message('go');
  expect(socket.queued).toBe(1000);
  // Each input is stamped when it is foreseen, and when it is its turn.
  expect(asked).toBeLessThan(10);
});

test('a message that has to wait its turn in a listener was answered queued, and is told to be sent', () => {
  const { socket, world, log } = createOpen();
  const results: string[] = [];
  socket.on('message', () => {
    // Changes nothing, and waits for its turn: what comes after it waits too.
    socket.open();
    results.push(socket.send('a'));
  });
  world.socket.message('go');
  expect([results, world.socket.received]).toEqual([['queued'], ['a']]);
  expect(log.of('sent')).toEqual([{ message: 'a' }]);
});
