import { binary, createWebSocket, json, type TowlineError, whenOpen } from '@towline/core';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { countListeners } from './counted.js';
import { collectGarbage } from './garbage.js';
import {
  create,
  createConnecting,
  createOpen,
  createWaiting,
  enter,
  type PhaseName,
  settle,
  URL_B,
} from './harness.js';
import { watchRejections } from './rejections.js';

watchRejections();

/** A promise as it is now; of a failure, its code or what it was rejected with. */
async function now(promise: Promise<void>): Promise<unknown> {
  let state: unknown = 'pending';
  promise.then(
    () => {
      state = 'open';
    },
    (error: TowlineError | string) => {
      state = typeof error === 'string' ? error : error.code;
    },
  );
  await settle();
  return state;
}

describe('whenOpen', () => {
  test('resolves when the connection opens', async () => {
    const { socket, world } = create();
    const promise = whenOpen(socket);
    expect(await now(promise)).toBe('pending');
    socket.open();
    expect(await now(promise)).toBe('pending');
    world.socket.accept();
    await expect(promise).resolves.toBeUndefined();
  });

  test('resolves at once where it is open', async () => {
    const { socket } = createOpen();
    expect(await now(whenOpen(socket))).toBe('open');
  });

  test('resolves after failed attempts and waits', async () => {
    const { socket, world } = createConnecting();
    const promise = whenOpen(socket);
    world.socket.fail();
    world.clock.advance(750);
    world.socket.fail();
    expect(await now(promise)).toBe('pending');
    world.clock.advance(30_000);
    world.socket.accept();
    expect(await now(promise)).toBe('open');
  });

  test('waits where it is first asked while the connection comes back', async () => {
    const { socket, world } = createWaiting();
    const promise = whenOpen(socket);
    expect(await now(promise)).toBe('pending');
    world.clock.advance(750);
    world.socket.accept();
    expect(await now(promise)).toBe('open');
  });

  test('waits for the gate to be passed', async () => {
    const { socket, world } = createConnecting({ authenticate: (link) => link.receive() as never });
    const promise = whenOpen(socket);
    world.socket.accept();
    expect(await now(promise)).toBe('pending');
    world.socket.message('welcome');
    expect(await now(promise)).toBe('open');
  });

  test('is open in what follows, so that a message is sent', async () => {
    const { socket, world } = createConnecting();
    const sent = whenOpen(socket).then(() => socket.send('a'));
    world.socket.accept();
    expect(await sent).toBe('sent');
  });

  test('never opens the connection, and touches no timer', async () => {
    const { socket, world } = create();
    const promise = whenOpen(socket);
    world.clock.advance(60_000);
    expect([world.sockets.length, world.clock.timers, await now(promise)]).toEqual([
      0,
      0,
      'pending',
    ]);
  });

  test('takes what a binding made of a socket, and means the same', () => {
    const { socket } = create();
    expect(whenOpen({ socket })).toBe(whenOpen(socket));
  });

  test('takes sockets of whatever messages', () => {
    expectTypeOf(whenOpen).returns.toEqualTypeOf<Promise<void>>();
    const points = createWebSocket(null, { codec: json<{ x: number }, string>() });
    const bytes = createWebSocket(null, { codec: binary() });
    expect(whenOpen(points)).not.toBe(whenOpen({ socket: bytes }));
  });
});

describe('the promise', () => {
  test('is the same until the socket ends', async () => {
    const { socket, world } = create();
    const promise = whenOpen(socket);
    const same = () => expect(whenOpen(socket)).toBe(promise);
    same();
    socket.open();
    same();
    world.socket.accept();
    same();
    await promise;
    same();
    world.socket.drop();
    same();
    world.clock.advance(750);
    same();
    world.socket.accept();
    same();
    socket.reconnect();
    same();
    socket.update({ url: URL_B });
    same();
    socket.update({ url: null });
    same();
    expect(await now(promise)).toBe('open');
  });

  test('is the same when the last user has gone and another comes', async () => {
    const { socket, world } = create();
    const release = socket.retain();
    world.socket.accept();
    const promise = whenOpen(socket);
    release();
    world.clock.advance(1000);
    world.socket.finishClose();
    expect(whenOpen(socket)).toBe(promise);
    socket.retain();
    expect(whenOpen(socket)).toBe(promise);
  });

  test('is another one for each socket', () => {
    const [a, b] = [create(), create()];
    expect(whenOpen(a.socket)).not.toBe(whenOpen(b.socket));
  });

  const PHASES: PhaseName[] = ['idle', 'connecting', 'closing', 'waiting', 'off'];

  test.each(PHASES)('rejects when the socket is closed, %s', async (phase) => {
    const { socket, world } = enter(phase);
    const promise = whenOpen(socket);
    expect(await now(promise)).toBe('pending');
    socket.close();
    world.sockets.at(-1)?.finishClose();
    await expect(promise).rejects.toMatchObject({
      name: 'TowlineError',
      code: 'ended',
      message: expect.stringContaining('open()'),
    });
    expect(whenOpen(socket)).toBe(promise);
  });

  test('rejects when a close code or the policy ends it', async () => {
    const refused = createConnecting({ retry: false });
    const promise = whenOpen(refused.socket);
    refused.world.socket.fail();
    expect(await now(promise)).toBe('ended');
    const gated = createConnecting({ authenticate: () => new Promise(() => {}) });
    const other = whenOpen(gated.socket);
    gated.world.socket.accept();
    gated.world.socket.serverClose(4400);
    expect(await now(other)).toBe('ended');
  });

  test.each(['closed by the user', 'closed by the server'] as const)(
    'rejects at once where the socket was %s, and stays the same',
    async (phase) => {
      const { socket } = enter(phase);
      const promise = whenOpen(socket);
      expect(await now(promise)).toBe('ended');
      expect(whenOpen(socket)).toBe(promise);
    },
  );

  test('rejects where it was open and has ended since', async () => {
    const { socket, world } = createOpen();
    const first = whenOpen(socket);
    world.socket.serverClose(1000);
    const second = whenOpen(socket);
    expect([await now(first), await now(second)]).toEqual(['open', 'ended']);
    expect(whenOpen(socket)).toBe(second);
  });

  test('is a new one when the socket is opened again', async () => {
    const { socket, world } = enter('closed by the server');
    const over = whenOpen(socket);
    socket.open();
    const promise = whenOpen(socket);
    expect([promise === over, await now(promise)]).toEqual([false, 'pending']);
    world.socket.accept();
    expect([await now(over), await now(promise)]).toEqual(['ended', 'open']);
    expect(whenOpen(socket)).toBe(promise);
  });

  test('is a new one when it was open, has ended and is opened again', async () => {
    const { socket, world } = createOpen();
    const first = whenOpen(socket);
    world.socket.serverClose(1000);
    socket.open();
    const second = whenOpen(socket);
    expect([await now(first), await now(second)]).toEqual(['open', 'pending']);
    world.socket.accept();
    expect(await now(second)).toBe('open');
  });

  test('is a new one with a new destination after the end', async () => {
    const { socket } = enter('closed by the server');
    const over = whenOpen(socket);
    socket.update({ url: URL_B });
    const promise = whenOpen(socket);
    expect([promise === over, await now(promise)]).toEqual([false, 'pending']);
  });

  test('is a new one in a listener that opens the socket again', async () => {
    const { socket, world } = createOpen();
    const promises: Promise<void>[] = [whenOpen(socket)];
    for (const type of ['statechange', 'close'] as const) {
      socket.on(type, () => {
        if (!socket.getSnapshot().ended) return;
        socket.open();
        promises.push(whenOpen(socket));
      });
    }
    world.socket.serverClose(1000);
    expect(await Promise.all(promises.map(now))).toEqual(['open', 'pending', 'pending']);
    expect(promises[2]).toBe(promises[1]);
    world.socket.accept();
    expect(await Promise.all(promises.map(now))).toEqual(['open', 'open', 'open']);
  });

  test.each(['open', 'connecting'] as const)(
    'is a new one in a listener of the end that gives another destination first, when it was %s',
    async (phase) => {
      const { socket, world } = enter(phase);
      let next: Promise<void> | undefined;
      // Before the promise listens itself.
      socket.on('statechange', ({ ended }) => {
        if (!ended || next) return;
        socket.update({ url: URL_B });
        next = whenOpen(socket);
      });
      const first = whenOpen(socket);
      socket.close();
      world.socket.finishClose();
      expect(await now(first)).toBe(phase === 'open' ? 'open' : 'ended');
      expect(await now(next as never)).toBe('pending');
      socket.open();
      world.socket.accept();
      expect(await now(next as never)).toBe('open');
    },
  );

  test('rejects in a listener that closes the socket first', async () => {
    const { socket, world } = createOpen();
    const promises: Promise<void>[] = [];
    world.socket.drop();
    socket.on('error', () => {
      socket.close();
      promises.push(whenOpen(socket));
    });
    world.clock.advance(750);
    world.socket.fail();
    expect(await Promise.all(promises.map(now))).toEqual(['ended']);
  });

  test('leaves nothing that listens when the socket ends', () => {
    const { socket, world } = create();
    const listeners = countListeners(socket);
    for (let round = 0; round < 3; round++) {
      socket.open();
      whenOpen(socket);
      expect(listeners()).toBe(2);
      if (round === 1) world.socket.accept();
      socket.close();
      world.socket.finishClose();
      expect(listeners()).toBe(0);
      whenOpen(socket);
      expect(listeners()).toBe(0);
    }
  });

  test('that nobody waits for is rejected without a sound', async () => {
    const { socket } = createConnecting();
    whenOpen(socket);
    socket.close();
    whenOpen(socket);
  });
});

describe('with a signal, the promise', () => {
  test('resolves and rejects like the one without', async () => {
    const { signal } = new AbortController();
    const opening = createConnecting();
    const promise = whenOpen(opening.socket, { signal });
    opening.world.socket.accept();
    expect(await now(promise)).toBe('open');
    expect(await now(whenOpen(opening.socket, { signal }))).toBe('open');
    const closing = createConnecting();
    const other = whenOpen(closing.socket, { signal });
    closing.socket.close();
    expect(await now(other)).toBe('ended');
  });

  test('rejects with the reason, for this one who waits only', async () => {
    const { socket, world } = createConnecting();
    const controller = new AbortController();
    const shared = whenOpen(socket);
    const promise = whenOpen(socket, { signal: controller.signal });
    controller.abort('too long');
    expect([await now(promise), await now(shared)]).toEqual(['too long', 'pending']);
    expect(socket.getSnapshot().status).toBe('connecting');
    world.socket.accept();
    expect([await now(promise), await now(shared)]).toEqual(['too long', 'open']);
    expect(whenOpen(socket)).toBe(shared);
  });

  test('rejects at once where it was aborted before, in every phase', async () => {
    for (const phase of ['idle', 'open', 'closed by the user'] as const) {
      const { socket } = enter(phase);
      const promise = whenOpen(socket, { signal: AbortSignal.abort('before') });
      expect(await now(promise)).toBe('before');
    }
  });

  test('is not changed by an abort after it', async () => {
    const { socket, world } = createConnecting();
    const controller = new AbortController();
    const promise = whenOpen(socket, { signal: controller.signal });
    world.socket.accept();
    await promise;
    controller.abort('late');
    expect(await now(promise)).toBe('open');
  });

  test('keeps nothing of those who gave up', async () => {
    const { socket } = createConnecting();
    const waits = Array.from({ length: 20 }, () => {
      const controller = new AbortController();
      const promise = whenOpen(socket, { signal: controller.signal });
      promise.catch(() => {});
      controller.abort();
      return new WeakRef(promise);
    });
    await collectGarbage();
    expect(waits.filter((wait) => wait.deref())).toEqual([]);
    expect(socket.getSnapshot().status).toBe('connecting');
  });

  test('listens to the signal only as long as it waits', async () => {
    const { signal } = new AbortController();
    const types: string[] = [];
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: [never, never]) => {
      types.push('add');
      addEventListener.apply(signal, args);
    };
    signal.removeEventListener = (...args: [never, never]) => {
      types.push('remove');
      removeEventListener.apply(signal, args);
    };
    const { socket, world } = createConnecting();
    const promise = whenOpen(socket, { signal });
    expect(types).toEqual(['add']);
    world.socket.accept();
    await promise;
    await settle();
    expect(types).toEqual(['add', 'remove']);
  });
});
