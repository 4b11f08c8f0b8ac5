import { createWebSocket, drained, raw, TowlineError } from '@towline/core';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  create,
  createConnecting,
  createOpen,
  leftovers,
  NOTHING_LEFT,
  settle,
} from './harness.js';

/** What became of it so far. */
function follow(promise: Promise<void>) {
  const outcome: { is: 'waiting' | 'drained' | unknown } = { is: 'waiting' };
  promise.then(
    () => {
      outcome.is = 'drained';
    },
    (error) => {
      outcome.is = error;
    },
  );
  return outcome;
}

describe('drained', () => {
  test('resolves at once where nothing waits', async () => {
    await drained(create().socket);
    await drained(createOpen().socket);
  });

  test('waits for the platform, and looks once a frame', async () => {
    const { socket, world } = createOpen();
    world.socket.bufferedAmount = 100;
    const outcome = follow(drained(socket));
    world.clock.advance(1000);
    await settle();
    expect(outcome.is).toBe('waiting');
    world.socket.bufferedAmount = 0;
    world.clock.advance(16);
    await settle();
    expect(outcome.is).toBe('drained');
  });

  test('notices what leaves before the snapshot has shown it', async () => {
    const { socket, world } = createOpen();
    world.clock.advance(100);
    world.socket.bufferedAmount = 100;
    const outcome = follow(drained(socket));
    world.clock.advance(10);
    world.socket.bufferedAmount = 0;
    world.clock.advance(16);
    await settle();
    expect(outcome.is).toBe('drained');
    expect(leftovers(world).frames).toBe(0);
  });

  test('notices what is taken back before the snapshot has shown it', async () => {
    const { socket } = createConnecting();
    const controller = new AbortController();
    socket.send('a', { signal: controller.signal });
    const outcome = follow(drained(socket));
    controller.abort();
    await settle();
    expect(outcome.is).toBe('drained');
  });

  test('waits for the queue too', async () => {
    const { socket, world } = create();
    socket.send('a');
    const outcome = follow(drained(socket));
    socket.open();
    world.clock.advance(100);
    await settle();
    expect(outcome.is).toBe('waiting');
    world.socket.accept();
    world.clock.advance(16);
    await settle();
    expect(outcome.is).toBe('drained');
  });

  test('is content with less', async () => {
    const { socket, world } = createOpen();
    world.socket.bufferedAmount = 100;
    const outcome = follow(drained(socket, { below: 50 }));
    world.socket.bufferedAmount = 51;
    world.clock.advance(16);
    await settle();
    expect(outcome.is).toBe('waiting');
    world.socket.bufferedAmount = 50;
    world.clock.advance(16);
    await settle();
    expect(outcome.is).toBe('drained');
  });

  test('rejects where the socket ends before', async () => {
    const { socket } = create();
    socket.send('a');
    const outcome = follow(drained(socket));
    socket.close();
    await settle();
    expect(outcome.is).toMatchObject({ code: 'ended' });
  });

  test('rejects by its signal, with its reason', async () => {
    const { socket } = create();
    socket.send('a');
    const controller = new AbortController();
    const outcome = follow(drained(socket, { signal: controller.signal }));
    controller.abort('enough');
    await settle();
    expect(outcome.is).toBe('enough');
    await expect(drained(socket, { signal: controller.signal })).rejects.toBe('enough');
  });

  test('leaves nothing behind', async () => {
    const { socket, world } = createOpen();
    world.socket.bufferedAmount = 1;
    drained(socket);
    world.socket.bufferedAmount = 0;
    world.clock.advance(16);
    await settle();
    socket.close();
    world.socket.finishClose();
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('refuses options that are none', () => {
    const { socket } = create();
    expect(() => drained(socket, { below: -1 })).toThrow(TowlineError);
    expect(() => drained(socket, { signal: 1 as never })).toThrow(TowlineError);
  });
});

test('drained takes any socket, and the queue its mark and its priorities', () => {
  const socket = createWebSocket(null, { codec: raw(), queue: { highWaterMark: 65_536 } });
  expectTypeOf(drained(socket, { below: 1 })).toEqualTypeOf<Promise<void>>();
  expectTypeOf(drained({ socket })).toEqualTypeOf<Promise<void>>();
  socket.send('a', { priority: 'low' });
  // @ts-expect-error nothing is more urgent than usual
  expect(() => socket.send('a', { priority: 'high' })).toThrow(TowlineError);
  // @ts-expect-error the mark is in bytes
  expect(() => createWebSocket(null, { queue: { highWaterMark: '64 KiB' } })).toThrow(TowlineError);
  // @ts-expect-error there is no such pace
  expect(() => createWebSocket(null, { delivery: 'idle' })).toThrow(TowlineError);
});
