import { createWebSocket, json, messages } from '@towline/core';
import { createFakeEnvironment } from '@towline/suites';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { countedSignal, countListeners } from './counted.js';
import {
  create,
  createConnecting,
  createOpen,
  createWaiting,
  defer,
  enter,
  type PhaseName,
  settle,
  URL_B,
} from './harness.js';

const DONE = { done: true, value: undefined };
const value = (message: string) => ({ done: false, value: message });
const overflow = expect.objectContaining({ name: 'TowlineError', code: 'iterator-overflow' });

/** A promise as it is now: its value, what it was rejected with, or 'pending'. */
async function now(promise: Promise<unknown>): Promise<unknown> {
  const states: unknown[] = [];
  promise.then(
    (result) => states.push(result),
    (error) => states.push({ error }),
  );
  await settle();
  return states[0] ?? 'pending';
}

/** Reads until it is done, or fails. */
async function drain(iterator: AsyncIterable<string>) {
  const heard: string[] = [];
  for await (const message of iterator) heard.push(message);
  return heard;
}

/** How many listeners a socket has, by the size of what it calls. */
function withCountedListeners<Harness extends { readonly socket: object }>(harness: Harness) {
  return { ...harness, listeners: countListeners(harness.socket) };
}

describe('an iteration', () => {
  test('has every message from its beginning on, once and in order, equal ones too', async () => {
    const { socket, world } = createOpen();
    world.socket.message('before');
    const iterator = messages(socket);
    const burst = ['a', 'a', '', ...Array.from({ length: 1000 }, (_, index) => String(index))];
    for (const message of burst) world.socket.message(message);
    socket.close();
    world.socket.finishClose();
    expect(await drain(iterator)).toEqual(burst);
  });

  test('begins when it is made, and not with the first read', async () => {
    const { socket, world } = createOpen();
    const iterator = messages(socket);
    world.socket.message('a');
    expect(await iterator.next()).toEqual(value('a'));
  });

  test('gives to reads that wait and from what waits, in order', async () => {
    const { socket, world } = createOpen();
    const iterator = messages(socket);
    const reads = [iterator.next(), iterator.next()];
    for (const message of ['a', 'b', 'c', 'd']) world.socket.message(message);
    reads.push(iterator.next());
    reads.push(iterator.next());
    reads.push(iterator.next());
    world.socket.message('e');
    expect(await Promise.all(reads)).toEqual(['a', 'b', 'c', 'd', 'e'].map(value));
  });

  test('gives many reads at once a message each', async () => {
    const { socket, world } = createOpen();
    const iterator = messages(socket);
    const reads = Array.from({ length: 5 }, () => iterator.next());
    for (const message of ['a', 'b', 'c']) world.socket.message(message);
    expect(await Promise.all(reads.map(now))).toEqual([
      value('a'),
      value('b'),
      value('c'),
      'pending',
      'pending',
    ]);
    socket.close();
    world.socket.finishClose();
    expect(await Promise.all(reads.slice(3))).toEqual([DONE, DONE]);
  });

  test('has all messages beside another one, and beside listeners', async () => {
    const { socket, world, log } = createOpen();
    const iterators = [messages(socket), messages(socket)];
    const reads = iterators.map(drain);
    for (const message of ['a', 'b']) world.socket.message(message);
    await settle();
    world.socket.message('c');
    world.socket.serverClose(1000);
    expect(await Promise.all(reads)).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
    expect(log.of('message')).toEqual(['a', 'b', 'c']);
  });

  test('is shared by two loops over it', async () => {
    const { socket, world } = createOpen();
    const iterator = messages(socket);
    expect(iterator[Symbol.asyncIterator]()).toBe(iterator);
    const reads = [drain(iterator), drain(iterator)];
    for (const message of ['a', 'b', 'c', 'd']) world.socket.message(message);
    world.socket.serverClose(1000);
    expect((await Promise.all(reads)).flat().sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  test('has what a listener after it never hears, because the first one closed', async () => {
    const { socket, world } = createOpen();
    socket.on('message', () => socket.close());
    const iterator = messages(socket);
    world.socket.message('a');
    world.socket.message('unheard');
    world.socket.finishClose();
    expect(await drain(iterator)).toEqual(['a']);
  });

  test('has messages that are falsy', async () => {
    const world = createFakeEnvironment();
    const codec = json<number | null | boolean | string, never>();
    const socket = createWebSocket('/ws', { codec, environment: world.environment });
    const iterator = messages(socket);
    socket.open();
    world.socket.accept();
    for (const text of ['0', 'null', 'false', '""']) world.socket.message(text);
    for (const message of [0, null, false, '']) {
      expect(await iterator.next()).toEqual({ done: false, value: message });
    }
  });

  test('has what the gate left, and nothing that could not be decoded', async () => {
    const passed = defer();
    const { socket, world } = createConnecting({ authenticate: () => passed.promise });
    const iterator = messages(socket);
    world.socket.accept();
    world.socket.message('early');
    world.socket.message(new ArrayBuffer(1));
    passed.resolve();
    await settle();
    world.socket.message('late');
    world.socket.serverClose(1000);
    expect(await drain(iterator)).toEqual(['early', 'late']);
  });

  test('never opens the connection, and touches no timer', async () => {
    const { socket, world } = create();
    const iterator = messages(socket);
    const read = iterator.next();
    world.clock.advance(60_000);
    expect([world.sockets.length, world.clock.timers, await now(read)]).toEqual([0, 0, 'pending']);
  });

  test('takes what a binding made of a socket', async () => {
    const { socket, world } = createOpen();
    const iterator = messages({ socket });
    world.socket.message('a');
    expect(await iterator.next()).toEqual(value('a'));
  });

  test('is of the type of the messages', () => {
    const { socket } = create();
    expectTypeOf(messages(socket)).toEqualTypeOf<AsyncIterableIterator<string, undefined>>();
    const points = createWebSocket(null, { codec: json<{ x: number }, string>() });
    expectTypeOf(messages({ socket: points })).toEqualTypeOf<
      AsyncIterableIterator<{ x: number }, undefined>
    >();
  });
});

describe('an iteration goes on', () => {
  test('over a reconnect', async () => {
    const { socket, world } = createOpen();
    const iterator = messages(socket);
    world.socket.message('a');
    world.socket.drop();
    world.clock.advance(750);
    world.socket.accept();
    world.socket.message('b');
    expect([await iterator.next(), await iterator.next()]).toEqual([value('a'), value('b')]);
  });

  test('over a reconnect that was asked for', async () => {
    const { socket, world } = createOpen();
    const iterator = messages(socket);
    const old = world.socket;
    socket.reconnect();
    old.message('late');
    world.socket.accept();
    world.socket.message('a');
    expect(await iterator.next()).toEqual(value('a'));
  });

  test('to a new destination, and over being off', async () => {
    const { socket, world } = createOpen();
    const iterator = messages(socket);
    world.socket.message('a');
    socket.update({ url: URL_B });
    world.socket.accept();
    world.socket.message('b');
    socket.update({ url: null });
    world.clock.advance(60_000);
    const [a, b] = [await iterator.next(), await iterator.next()];
    const read = iterator.next();
    expect([a, b, await now(read)]).toEqual([value('a'), value('b'), 'pending']);
    socket.update({ url: URL_B });
    world.socket.accept();
    world.socket.message('c');
    expect(await read).toEqual(value('c'));
  });

  test('when the last user has gone and the connection rests', async () => {
    const { socket, world } = create();
    const release = socket.retain();
    world.socket.accept();
    const iterator = messages(socket);
    release();
    world.clock.advance(1000);
    world.socket.finishClose();
    const read = iterator.next();
    expect([socket.getSnapshot().status, await now(read)]).toEqual(['closed', 'pending']);
    socket.retain();
    world.socket.accept();
    world.socket.message('a');
    expect(await read).toEqual(value('a'));
  });

  test.each(['idle', 'connecting', 'open', 'waiting', 'off'] as const)(
    'where it begins while the socket is %s',
    async (phase) => {
      const { socket, world } = enter(phase);
      const read = messages(socket).next();
      world.clock.advance(100);
      expect(await now(read)).toBe('pending');
    },
  );

  test('where the socket closes in order to open again', async () => {
    const { socket, world } = enter('closing');
    const iterator = messages(socket);
    socket.open();
    world.socket.finishClose();
    world.socket.accept();
    world.socket.message('a');
    expect(await iterator.next()).toEqual(value('a'));
  });

  test('where it begins in a listener that opened the socket again', async () => {
    const { socket, world } = createOpen();
    const iterators: AsyncIterator<string, undefined>[] = [];
    for (const type of ['statechange', 'close'] as const) {
      socket.on(type, () => {
        if (!socket.getSnapshot().ended) return;
        socket.open();
        iterators.push(messages(socket));
      });
    }
    world.socket.serverClose(1000);
    world.socket.accept();
    world.socket.message('a');
    const reads = iterators.map((iterator) => now(iterator.next()));
    expect(await Promise.all(reads)).toEqual([value('a'), value('a')]);
  });
});

describe('an iteration ends', () => {
  const PHASES: PhaseName[] = ['idle', 'connecting', 'open', 'closing', 'waiting', 'off'];

  test.each(PHASES)('with close(), %s', async (phase) => {
    const harness = withCountedListeners(enter(phase));
    const { socket, world } = harness;
    const iterator = messages(socket);
    const read = iterator.next();
    socket.close();
    world.sockets.at(-1)?.finishClose();
    expect(await Promise.all([now(read), now(iterator.next())])).toEqual([DONE, DONE]);
    expect([harness.listeners(), socket.getSnapshot().ended]).toEqual([0, true]);
  });

  test.each([1000, 1002, 1003, 1007, 1008, 1009, 1010, 4400, 4499])(
    'with the close code %i, which ends the connection',
    async (code) => {
      const { socket, world } = createOpen();
      const read = messages(socket).next();
      world.socket.serverClose(code);
      expect(await now(read)).toEqual(DONE);
    },
  );

  test('where the policy does not try again', async () => {
    const { socket, world } = createOpen({ retry: () => null });
    const read = messages(socket).next();
    world.socket.drop();
    expect(await now(read)).toEqual(DONE);
  });

  test('after what waits to be read', async () => {
    const { socket, world } = createOpen();
    const iterator = messages(socket);
    for (const message of ['a', 'b']) world.socket.message(message);
    world.socket.serverClose(1000);
    const reads = Array.from({ length: 4 }, () => iterator.next());
    expect(await Promise.all(reads)).toEqual([value('a'), value('b'), DONE, DONE]);
  });

  test.each(['closed by the user', 'closed by the server'] as const)(
    'at once where the socket was %s',
    async (phase) => {
      const harness = withCountedListeners(enter(phase));
      const iterator = messages(harness.socket);
      expect(harness.listeners()).toBe(0);
      expect([await now(iterator.next()), await now(iterator.next())]).toEqual([DONE, DONE]);
    },
  );

  test('for good: a socket that opens again needs another one', async () => {
    const { socket, world } = enter('closed by the server');
    const iterator = messages(socket);
    socket.open();
    world.socket.accept();
    const next = messages(socket);
    world.socket.message('a');
    expect([await now(iterator.next()), await now(next.next())]).toEqual([DONE, value('a')]);
  });

  test('where a listener closed the socket before it began', async () => {
    const { socket, world } = createWaiting();
    let read: Promise<unknown> = Promise.resolve();
    socket.on('error', () => {
      socket.close();
      read = messages(socket).next();
    });
    world.clock.advance(750);
    world.socket.fail();
    expect(await now(read)).toEqual(DONE);
  });
});

describe('leaving an iteration', () => {
  test('by break removes its listeners', async () => {
    const { signal, listeners } = countedSignal();
    const harness = withCountedListeners(createOpen());
    const { socket, world } = harness;
    for (const message of ['a', 'b', 'c']) {
      const iterator = messages(socket, { signal });
      world.socket.message(message);
      world.socket.message('unread');
      expect([harness.listeners(), listeners()]).toEqual([2, 1]);
      for await (const heard of iterator) {
        expect(heard).toBe(message);
        break;
      }
      expect([harness.listeners(), listeners()]).toEqual([0, 0]);
      expect(await iterator.next()).toEqual(DONE);
    }
  });

  test('by a throw in the loop removes its listeners', async () => {
    const harness = withCountedListeners(createOpen());
    const iterator = messages(harness.socket);
    harness.world.socket.message('a');
    const loop = async () => {
      for await (const _ of iterator) throw new Error('in the loop');
    };
    await expect(loop()).rejects.toThrow('in the loop');
    expect(harness.listeners()).toBe(0);
  });

  test('by return() ends the reads that wait', async () => {
    const { socket, world } = createOpen();
    const iterator = messages(socket);
    const reads = [iterator.next(), iterator.next()];
    expect(await iterator.return?.()).toEqual(DONE);
    world.socket.message('a');
    expect(await Promise.all([...reads, iterator.next()])).toEqual([DONE, DONE, DONE]);
    expect(await iterator.return?.()).toEqual(DONE);
  });

  test('by return() is no failure, also where one was waiting to be told', async () => {
    const { socket, world } = createOpen();
    const iterator = messages(socket, { limit: 1 });
    for (const message of ['a', 'b']) world.socket.message(message);
    await iterator.return?.();
    expect(await iterator.next()).toEqual(DONE);
  });

  test('in the middle of a message takes that message along for nobody else', async () => {
    const { socket, world } = createOpen();
    const first = messages(socket);
    socket.on('message', () => void first.return?.());
    const second = messages(socket);
    world.socket.message('a');
    expect([await now(first.next()), await now(second.next())]).toEqual([DONE, value('a')]);
  });
});

describe('a reader that is too slow', () => {
  test('gets as many as may wait, then one error, and then nothing', async () => {
    const harness = withCountedListeners(createOpen());
    const { socket, world } = harness;
    const iterator = messages(socket, { limit: 3 });
    for (const message of ['a', 'b', 'c']) world.socket.message(message);
    expect(harness.listeners()).toBe(2);
    world.socket.message('d');
    expect(harness.listeners()).toBe(0);
    world.socket.message('e');
    const reads = Array.from({ length: 6 }, () => now(iterator.next()));
    expect(await Promise.all(reads)).toEqual([
      value('a'),
      value('b'),
      value('c'),
      { error: overflow },
      DONE,
      DONE,
    ]);
    await expect(drain(iterator)).resolves.toEqual([]);
  });

  test('is told how many waited', async () => {
    const { socket, world } = createOpen();
    const iterator = messages(socket, { limit: 1 });
    for (const message of ['a', 'b']) world.socket.message(message);
    await expect(drain(iterator)).rejects.toThrow(/^1 messages waited/);
  });

  test('harms no other', async () => {
    const { socket, world, log } = createOpen();
    const slow = messages(socket, { limit: 1 });
    const patient = messages(socket);
    for (const message of ['a', 'b', 'c']) world.socket.message(message);
    world.socket.serverClose(1000);
    await expect(drain(slow)).rejects.toEqual(overflow);
    expect(await drain(patient)).toEqual(['a', 'b', 'c']);
    expect([log.of('error'), world.errors]).toEqual([[], []]);
  });

  test('may be 10,000 messages late', async () => {
    const { socket, world } = createOpen();
    const iterator = messages(socket);
    for (let index = 0; index < 10_000; index++) world.socket.message('a');
    const { next } = iterator;
    expect(await next()).toEqual(value('a'));
    world.socket.message('one more');
    world.socket.message('one too many');
    let heard = 0;
    const loop = async () => {
      for await (const _ of iterator) heard += 1;
    };
    await expect(loop()).rejects.toEqual(overflow);
    expect(heard).toBe(10_000);
  });

  test('that keeps up is never too slow, with no room at all too', async () => {
    const { socket, world } = createOpen();
    const iterator = messages(socket, { limit: 0 });
    for (const message of ['a', 'b']) {
      const read = iterator.next();
      world.socket.message(message);
      expect(await read).toEqual(value(message));
    }
    world.socket.message('unread');
    await expect(iterator.next()).rejects.toEqual(overflow);
  });

  test('has no bound where the limit is Infinity', async () => {
    const { socket, world } = createOpen();
    const iterator = messages(socket, { limit: Number.POSITIVE_INFINITY });
    for (let index = 0; index < 20_000; index++) world.socket.message('a');
    world.socket.serverClose(1000);
    expect(await drain(iterator)).toHaveLength(20_000);
  });

  test.each([-1, Number.NaN, '5', null])('cannot have the limit %j', (limit) => {
    const harness = withCountedListeners(createOpen());
    expect(() => messages(harness.socket, { limit: limit as never })).toThrow(
      expect.objectContaining({ code: 'invalid-option' }),
    );
    expect(harness.listeners()).toBe(0);
  });

  test('has the usual limit where none is given', () => {
    const { socket } = createOpen();
    expect(() => messages(socket, { limit: undefined })).not.toThrow();
  });
});

describe('a signal', () => {
  test('that was aborted before lets nothing begin', async () => {
    const harness = withCountedListeners(createOpen());
    const { signal, abort, listeners } = countedSignal();
    abort('before');
    const iterator = messages(harness.socket, { signal });
    expect([harness.listeners(), listeners()]).toEqual([0, 0]);
    harness.world.socket.message('a');
    const reads = Array.from({ length: 3 }, () => now(iterator.next()));
    expect(await Promise.all(reads)).toEqual([{ error: 'before' }, DONE, DONE]);
  });

  test('that was aborted before wins over a socket that has ended', async () => {
    const { socket } = enter('closed by the user');
    const iterator = messages(socket, { signal: AbortSignal.abort('before') });
    expect(await now(iterator.next())).toEqual({ error: 'before' });
  });

  test('rejects all reads that wait, with its reason', async () => {
    const harness = withCountedListeners(createOpen());
    const { signal, abort, listeners } = countedSignal();
    const iterator = messages(harness.socket, { signal });
    const reads = [now(iterator.next()), now(iterator.next())];
    const reason = new Error('enough');
    abort(reason);
    expect(await Promise.all(reads)).toEqual([{ error: reason }, { error: reason }]);
    expect(await now(iterator.next())).toEqual(DONE);
    expect([harness.listeners(), listeners()]).toEqual([0, 0]);
    expect(harness.socket.getSnapshot().status).toBe('open');
  });

  test('rejects the next read where none waits, and what waited is not given', async () => {
    const { socket, world } = createOpen();
    const controller = new AbortController();
    const iterator = messages(socket, { signal: controller.signal });
    for (const message of ['a', 'b']) world.socket.message(message);
    expect(await iterator.next()).toEqual(value('a'));
    controller.abort();
    const [read, after] = [now(iterator.next()), now(iterator.next())];
    expect(await read).toEqual({ error: expect.objectContaining({ name: 'AbortError' }) });
    expect(await after).toEqual(DONE);
  });

  test('ends a loop by throwing its reason', async () => {
    const { socket, world } = createOpen();
    const controller = new AbortController();
    const loop = drain(messages(socket, { signal: controller.signal }));
    world.socket.message('a');
    controller.abort('enough');
    await expect(loop).rejects.toBe('enough');
  });

  test.each([
    ['the socket has ended', (end: () => void) => end()],
    ['too many have come', (_end: () => void, say: () => void) => say()],
  ])('counts also when %s, as long as something waits to be read', async (_name, finish) => {
    const { socket, world } = createOpen();
    const { signal, abort, listeners } = countedSignal();
    const iterator = messages(socket, { signal, limit: 2 });
    for (const message of ['a', 'b']) world.socket.message(message);
    finish(
      () => world.socket.serverClose(1000),
      () => world.socket.message('c'),
    );
    expect(await iterator.next()).toEqual(value('a'));
    abort('enough');
    expect(listeners()).toBe(0);
    const reads = [now(iterator.next()), now(iterator.next())];
    expect(await Promise.all(reads)).toEqual([{ error: 'enough' }, DONE]);
  });

  test('after the end changes nothing', async () => {
    const { socket, world } = createOpen();
    const { signal, abort, listeners } = countedSignal();
    const iterator = messages(socket, { signal });
    world.socket.serverClose(1000);
    expect(listeners()).toBe(0);
    abort('late');
    expect(await now(iterator.next())).toEqual(DONE);
  });

  test('is listened to no longer once too many have come', () => {
    const { socket, world } = createOpen();
    const { signal, listeners } = countedSignal();
    messages(socket, { signal, limit: 0 });
    expect(listeners()).toBe(1);
    world.socket.message('a');
    expect(listeners()).toBe(0);
  });
});
