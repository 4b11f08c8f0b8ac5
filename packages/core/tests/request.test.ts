import {
  createWebSocket,
  inspect,
  json,
  request,
  TowlineError,
  type WebSocketOptions,
} from '@towline/core';
import { createFakeEnvironment } from '@towline/suites';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { leftovers, NOTHING_LEFT, settle, URL_B } from './harness.js';

type Answer = { readonly id: number; readonly result: string };
type Call = { readonly id: number };

function setUp(options: Pick<WebSocketOptions, 'queue'> = {}) {
  const world = createFakeEnvironment();
  const socket = createWebSocket('/rpc', {
    ...options,
    environment: world.environment,
    codec: json<Answer, Call>(),
  });
  let id = 0;
  function ask(rest: Partial<Parameters<typeof request<Answer, Call>>[2]> = {}) {
    id += 1;
    const own = id;
    const outcome: { value?: Answer; error?: unknown } = {};
    request(socket, { id: own }, { match: (message) => message.id === own, ...rest }).then(
      (value) => {
        outcome.value = value;
      },
      (error) => {
        outcome.error = error;
      },
    );
    return outcome;
  }
  const answer = (to: number) => world.socket.message(JSON.stringify({ id: to, result: `${to}` }));
  return { world, socket, ask, answer };
}

function setUpOpen(options?: Pick<WebSocketOptions, 'queue'>) {
  const all = setUp(options);
  all.socket.open();
  all.world.socket.accept();
  return all;
}

const failed = (code: string) => ({ error: expect.objectContaining({ code }) });

describe('a request', () => {
  test('resolves with its answer, in whatever order answers come', async () => {
    const { ask, answer, world } = setUpOpen();
    const [one, other] = [ask(), ask()];
    expect(world.socket.received).toEqual(['{"id":1}', '{"id":2}']);
    answer(2);
    answer(1);
    await settle();
    expect([one, other]).toEqual([
      { value: { id: 1, result: '1' } },
      { value: { id: 2, result: '2' } },
    ]);
  });

  test('leaves the answer to listeners too', async () => {
    const { ask, answer, socket } = setUpOpen();
    const heard: number[] = [];
    socket.on('message', ({ id }) => heard.push(id));
    ask();
    answer(1);
    expect(heard).toEqual([1]);
  });

  test('waits in the queue until the connection is open', async () => {
    const { ask, answer, socket, world } = setUp();
    const outcome = ask();
    socket.open();
    world.socket.accept();
    answer(1);
    await settle();
    expect(outcome).toEqual({ value: { id: 1, result: '1' } });
  });

  test('takes nothing for its answer that came before it was sent', async () => {
    const { socket, world } = setUpOpen({ queue: { highWaterMark: 10 } });
    world.socket.bufferedAmount = 10;
    let answered = false;
    request(socket, { id: 1 }, { match: () => true }).then(() => {
      answered = true;
    });
    world.socket.message('{"id":9}');
    await settle();
    expect(answered).toBe(false);
    world.socket.bufferedAmount = 0;
    world.clock.advance(50);
    world.socket.message('{"id":9}');
    await settle();
    expect(answered).toBe(true);
  });

  test('fails when no answer comes in time, and takes it out of the queue', async () => {
    const { ask, socket, world } = setUp();
    const drops: string[] = [];
    socket.on('drop', ({ reason }) => drops.push(reason));
    const outcome = ask({ timeout: 3000 });
    world.clock.advance(2999);
    await settle();
    expect(outcome).toEqual({});
    world.clock.advance(1);
    await settle();
    expect(outcome).toEqual(failed('request-timeout'));
    expect([socket.queued, drops]).toEqual([0, ['aborted']]);
  });

  test('fails after 10 s by default', async () => {
    const { ask, world } = setUpOpen();
    const outcome = ask();
    world.clock.advance(9999);
    await settle();
    expect(outcome).toEqual({});
    world.clock.advance(1);
    await settle();
    expect(outcome).toEqual(failed('request-timeout'));
  });

  test('waits longer than a timer can, and for ever where it is told to', async () => {
    const { ask, world } = setUpOpen();
    const [long, never] = [
      ask({ timeout: 2 ** 31 + 10 }),
      ask({ timeout: Number.POSITIVE_INFINITY }),
    ];
    world.clock.advance(2 ** 31);
    await settle();
    expect(long).toEqual({});
    world.clock.advance(10);
    await settle();
    expect([long, never]).toEqual([failed('request-timeout'), {}]);
  });

  test('is given up by its signal, whose reason is the cause', async () => {
    const { ask, answer } = setUpOpen();
    const controller = new AbortController();
    const outcome = ask({ signal: controller.signal });
    controller.abort('enough');
    answer(1);
    await settle();
    expect(outcome).toEqual(failed('request-aborted'));
    expect((outcome.error as TowlineError).cause).toBe('enough');
  });

  test('whose signal has aborted is not sent', async () => {
    const { ask, world } = setUpOpen();
    const outcome = ask({ signal: AbortSignal.abort() });
    await settle();
    expect(outcome).toEqual(failed('request-aborted'));
    expect(world.socket.received).toEqual([]);
  });

  test('fails where the connection ends before the answer', async () => {
    const { ask, world } = setUpOpen();
    const outcome = ask();
    world.socket.drop();
    await settle();
    expect(outcome).toEqual(failed('request-interrupted'));
  });

  test('that is idempotent is sent again on the next connection', async () => {
    const { ask, answer, world } = setUpOpen();
    const outcome = ask({ idempotent: true });
    world.socket.drop();
    world.clock.advance(5000);
    world.socket.accept();
    expect([world.sockets.length, world.socket.received]).toEqual([2, ['{"id":1}']]);
    answer(1);
    await settle();
    expect(outcome).toEqual({ value: { id: 1, result: '1' } });
  });

  test('that is idempotent is sent to no other destination', async () => {
    const { ask, socket } = setUpOpen();
    const outcome = ask({ idempotent: true });
    socket.update({ url: URL_B });
    await settle();
    expect(outcome).toEqual(failed('request-interrupted'));
  });

  test.each([false, true])(
    'that the platform refuses to send waits for the next connection (idempotent: %s)',
    async (idempotent) => {
      const { ask, answer, world } = setUpOpen();
      world.socket.throwOnSend = new Error('on purpose');
      const outcome = ask({ idempotent });
      world.clock.advance(5000);
      world.socket.accept();
      expect([world.sockets.length, world.socket.received]).toEqual([2, ['{"id":1}']]);
      answer(1);
      await settle();
      expect(outcome).toEqual({ value: { id: 1, result: '1' } });
    },
  );

  test.each([false, true])(
    'whose connection a listener leaves as it is sent is interrupted (idempotent: %s)',
    async (idempotent) => {
      const { ask, socket, world } = setUpOpen();
      let left = false;
      inspect(socket, ({ input }) => {
        if (input.type === 'send' && !left) {
          left = true;
          socket.reconnect();
        }
      });
      const outcome = ask({ idempotent });
      world.socket.accept();
      await settle();
      expect(world.sockets.map(({ received }) => received.length)).toEqual([1, idempotent ? 1 : 0]);
      expect(outcome).toEqual(idempotent ? {} : failed('request-interrupted'));
    },
  );

  test('in the queue survives an attempt that fails', async () => {
    const { ask, answer, socket, world } = setUp();
    socket.open();
    const outcome = ask();
    world.socket.drop();
    world.clock.advance(5000);
    world.socket.accept();
    answer(1);
    await settle();
    expect(outcome).toEqual({ value: { id: 1, result: '1' } });
  });

  test.each(['before', 'while it is queued', 'while it is under way'])(
    'fails where the user closes %s',
    async (when) => {
      const { ask, socket, world } = when === 'while it is queued' ? setUp() : setUpOpen();
      if (when === 'before') socket.close();
      const outcome = ask({ idempotent: true });
      if (when !== 'before') socket.close();
      world.sockets[0]?.finishClose();
      await settle();
      expect(outcome).toEqual(failed('request-dropped'));
    },
  );

  test('fails where the queue has no room', async () => {
    const { ask } = setUp({ queue: { maxMessages: 1 } });
    const outcomes = [ask(), ask()];
    await settle();
    expect(outcomes).toEqual([failed('request-dropped'), {}]);
  });

  test('rejects with what send throws', async () => {
    const { socket } = setUpOpen();
    const circular = { id: 1, self: {} };
    circular.self = circular;
    await expect(request(socket, circular, { match: () => true })).rejects.toMatchObject({
      code: 'encode-failed',
    });
  });

  test('reports a match that throws, and goes on', async () => {
    const { ask, answer, world } = setUpOpen();
    let calls = 0;
    const outcome = ask({
      match() {
        calls += 1;
        if (calls === 1) throw new Error('on purpose');
        return true;
      },
    });
    answer(1);
    answer(1);
    await settle();
    expect(outcome).toEqual({ value: { id: 1, result: '1' } });
    expect(world.takeErrors()).toEqual([new Error('on purpose')]);
  });

  test('made in a listener is sent and answered', async () => {
    const { socket, world, answer } = setUp();
    let result: Promise<Answer> | undefined;
    socket.on('open', () => {
      result = request(socket, { id: 7 }, { match: (message) => message.id === 7 });
    });
    socket.open();
    world.socket.accept();
    answer(7);
    expect(await result).toEqual({ id: 7, result: '7' });
  });

  test('leaves nothing behind, however it ends', async () => {
    const { ask, answer, socket, world } = setUpOpen();
    const controller = new AbortController();
    ask();
    ask({ signal: controller.signal });
    ask({ timeout: 100 });
    answer(1);
    controller.abort();
    world.clock.advance(100);
    await settle();
    socket.close();
    world.socket.finishClose();
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('narrows the answer by a guard', () => {
    type Pong = { readonly type: 'pong' };
    const socket = createWebSocket('/', {
      codec: json<Pong | { readonly type: 'tick' }, string>(),
    });
    const isPong = (message: { readonly type: string }): message is Pong => message.type === 'pong';
    const typed = () => request(socket, 'ping', { match: isPong });
    expectTypeOf(typed).returns.toEqualTypeOf<Promise<Pong>>();
  });

  test('refuses options that are none', () => {
    const { socket } = setUp();
    const match = () => true;
    expect(() => request(socket, { id: 1 }, { match, timeout: -1 })).toThrow(TowlineError);
    expect(() => request(socket, { id: 1 }, { match, signal: {} as never })).toThrow(TowlineError);
  });
});
