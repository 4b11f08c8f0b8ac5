import { binary, type CloseInfo, createMessagesView, heartbeat, inspect, raw } from '@towline/core';
import { describe, expect, test } from 'vitest';
import { collectGarbage } from './garbage.js';
import {
  create,
  createConnecting,
  createOpen,
  enter,
  leftovers,
  NOTHING_LEFT,
  settle,
} from './harness.js';

const TOO_LARGE = expect.objectContaining({ name: 'TowlineError', code: 'message-too-large' });
/** How a connection ends by the limit. */
const LIMIT: CloseInfo = { code: 1006, reason: '', wasClean: false, cause: 'limit' };
const HOUR = 3_600_000;

describe('a message over maxMessageBytes', () => {
  test('ends the connection, with an error that names the limit', () => {
    const { socket, world, log } = createOpen({ maxMessageBytes: 10 });
    world.socket.message('01234567890');
    expect(log.types()).toEqual(['error', 'close']);
    expect(log.of('error')).toEqual([TOO_LARGE]);
    expect(log.of('error')[0]?.message).toContain('maxMessageBytes allows (10)');
    expect(log.of('close')).toEqual([LIMIT]);
    expect(socket.getSnapshot()).toMatchObject({
      status: 'closed',
      ended: true,
      nextRetry: null,
      lastClose: LIMIT,
      lastError: TOO_LARGE,
    });
    expect(world.socket.closeCalls).toEqual([{ code: 1000, reason: '' }]);
    expect(leftovers(world)).toMatchObject({ timers: 0, listened: 0, listeners: 0 });
  });

  test('reaches no listener and no view, and what came before it does', () => {
    const { socket, world, log } = createOpen({ maxMessageBytes: 10 });
    const view = createMessagesView(socket);
    view.subscribe(() => {});
    for (const message of ['a', 'b', 'x'.repeat(11), 'c']) world.socket.message(message);
    world.clock.advance(16);
    expect(log.of('message')).toEqual(['a', 'b']);
    expect(view.getSnapshot()).toEqual(['a', 'b']);
  });

  test.each([
    ['a text of one byte a letter', 'a'.repeat(12), 'a'.repeat(13)],
    ['a text of two', 'ä'.repeat(6), `${'ä'.repeat(6)}a`],
    ['a text of three', '€'.repeat(4), `${'€'.repeat(4)}a`],
    ['a text of four', '😀'.repeat(3), `${'😀'.repeat(3)}a`],
    ['bytes', new ArrayBuffer(12), new ArrayBuffer(13)],
  ])('is counted in bytes: %s', (_kind, fits, exceeding) => {
    for (const codec of [raw(), raw({ binaryType: 'blob' })]) {
      const { socket, world, log } = createOpen({
        codec: codec as never,
        maxMessageBytes: 12,
      });
      world.socket.message(fits);
      expect([log.types(), socket.getSnapshot().status]).toEqual([['message'], 'open']);
      world.socket.message(exceeding);
      expect(log.types()).toEqual(['message', 'error', 'close']);
    }
  });

  test('may be any where there is no limit', () => {
    const { world, log } = createOpen();
    world.socket.message('x'.repeat(2_000_000));
    expect(log.of('message')[0]).toHaveLength(2_000_000);
  });

  test('is not kept by the error, nor by the socket', async () => {
    const { socket, world, log } = createOpen({ codec: binary() as never, maxMessageBytes: 10 });
    const message = new WeakRef(new ArrayBuffer(1000));
    world.socket.message(message.deref() as ArrayBuffer);
    expect(socket.getSnapshot().lastError).toBe(log.of('error')[0]);
    expect(log.of('error')[0]?.data).toBeUndefined();
    await collectGarbage();
    expect(message.deref()).toBeUndefined();
  });

  test('is not asked for again: no retry and no page event brings the connection back', () => {
    const { world } = createOpen({ maxMessageBytes: 1 });
    world.socket.message('ab');
    world.clock.advance(HOUR);
    for (const signal of ['wake', 'offline', 'show'] as const) world.signal(signal);
    world.clock.advance(HOUR);
    expect(world.sockets).toHaveLength(1);
    world.socket.finishClose();
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('drops what is queued, each message once', () => {
    const { socket, world, log } = createConnecting({
      maxMessageBytes: 1,
      authenticate: () => new Promise(() => {}),
    });
    for (const message of ['a', 'b']) socket.send(message);
    world.socket.accept();
    world.socket.message('too large');
    expect(log.of('drop')).toEqual([
      { message: 'a', reason: 'closed' },
      { message: 'b', reason: 'closed' },
    ]);
    expect(world.socket.received).toEqual([]);
  });

  test('is tried again where the user’s policy says so, at its pace', () => {
    const asked: unknown[] = [];
    const { world } = createConnecting({
      maxMessageBytes: 1,
      retry(close, attempt, defaultDelay) {
        asked.push([close.cause, defaultDelay]);
        return close.cause === 'limit' && attempt <= 3 ? 30_000 : defaultDelay;
      },
    });
    for (let time = 0; time < HOUR; time += 1000) {
      world.socket.accept();
      world.socket.message('ab');
      world.clock.advance(1000);
    }
    expect(world.sockets).toHaveLength(4);
    expect(asked).toEqual(Array(4).fill(['limit', null]));
  });

  test('is let through again after open(), if it is smaller by then', () => {
    const { socket, world, log } = createOpen({ maxMessageBytes: 1 });
    world.socket.message('ab');
    socket.open();
    world.socket.accept();
    expect(socket.getSnapshot()).toMatchObject({ status: 'open', lastError: null });
    world.socket.message('a');
    expect(log.of('message')).toEqual(['a']);
  });

  test('ends an attempt while authenticate waits, and its gate hears of it', async () => {
    const outcomes: unknown[] = [];
    const { socket, world, log } = createConnecting({
      maxMessageBytes: 10,
      async authenticate(link) {
        outcomes.push(await link.receive());
        outcomes.push(await link.receive().catch((reason) => reason?.name));
        outcomes.push(link.signal.aborted);
      },
    });
    world.socket.accept();
    world.socket.message('challenge');
    await settle();
    world.socket.message('x'.repeat(11));
    await settle();
    expect(outcomes).toEqual(['challenge', 'AbortError', true]);
    expect(log.types()).toEqual(['error', 'close']);
    expect(log.of('error')).toEqual([TOO_LARGE]);
    expect(socket.getSnapshot()).toMatchObject({ ended: true, lastClose: LIMIT });
    world.socket.finishClose();
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('is no answer to a heartbeat', () => {
    const { world, log } = createOpen({
      maxMessageBytes: 10,
      heartbeat: heartbeat<string, string>({
        message: 'ping',
        interval: 1000,
        isAnswer: (message) => message.startsWith('pong'),
      }),
    });
    world.clock.advance(1000);
    world.socket.message('pong'.repeat(3));
    expect(log.types()).toEqual(['error', 'close']);
    expect(leftovers(world)).toMatchObject({ timers: 0, listened: 0 });
  });

  test('is the last that is heard, also where more comes while the error is told', () => {
    const { socket, world, log } = createOpen({ maxMessageBytes: 1 });
    const [platform] = world.sockets;
    socket.on('error', () => {
      platform?.message('a');
      platform?.message('ab');
    });
    platform?.message('ab');
    expect(log.types()).toEqual(['error', 'close']);
  });

  test('leaves close() by the user its word, said while the error is told', () => {
    const { socket, world } = createOpen({ maxMessageBytes: 1, retry: () => 100 });
    socket.on('error', () => socket.close());
    world.socket.message('ab');
    world.clock.advance(HOUR);
    expect(world.sockets).toHaveLength(1);
    world.socket.finishClose();
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('is not looked at while it closes', () => {
    const { world, log } = enter('closing', { maxMessageBytes: 1 });
    world.socket.message('ab');
    expect(log.types()).toEqual([]);
  });

  test('is shown to inspectors, and then what came of it', () => {
    const { socket, world } = createOpen({ maxMessageBytes: 1 });
    const inputs: unknown[] = [];
    inspect(socket, ({ input }) => inputs.push(input));
    world.socket.message('ab');
    expect(inputs).toEqual([
      { type: 'message', data: '(text, 2 bytes)' },
      expect.objectContaining({ type: 'failed', cause: 'limit', final: false }),
    ]);
  });
});

describe('maxMessageBytes', () => {
  test.each([-1, Number.NaN, '1000'])('is not %o', (value) => {
    expect(() => create({ maxMessageBytes: value as never })).toThrow(
      expect.objectContaining({ code: 'invalid-option' }),
    );
  });

  test('of 0 lets only empty messages through', () => {
    const { world, log } = createOpen({ maxMessageBytes: 0 });
    world.socket.message('');
    world.socket.message('a');
    expect(log.types()).toEqual(['message', 'error', 'close']);
  });
});
