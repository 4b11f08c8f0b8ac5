import {
  createPool,
  createWebSocket,
  json,
  type Pool,
  type TowlineSocket,
  type WebSocketOptions,
} from '@towline/core';
import { createFakeEnvironment } from '@towline/suites';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { collectGarbage } from './garbage.js';

function setUp(options: WebSocketOptions = {}) {
  const world = createFakeEnvironment();
  const { environment } = world;
  const made: string[] = [];
  const pool = createPool((room: string) => {
    made.push(room);
    return createWebSocket(`/ws/rooms/${room}`, { environment, ...options });
  });
  return { world, pool, made };
}

describe('a pool', () => {
  test('gives the same socket for the same key, made when it is first asked for', () => {
    const { pool, made } = setUp();
    const [a, b] = [pool.get('a'), pool.get('b')];
    expect(made).toEqual(['a', 'b']);
    expect(a).not.toBe(b);
    expect([pool.get('a') === a, pool.get('b') === b]).toEqual([true, true]);
    expect(made).toEqual(['a', 'b']);
    expect(a.url).toContain('/ws/rooms/a');
  });

  test('opens nothing by being asked', () => {
    const { pool, world } = setUp();
    const socket = pool.get('a');
    expect([...pool]).toEqual([socket]);
    expect([world.sockets.length, world.clock.timers, world.listeners]).toEqual([0, 0, 0]);
  });

  test('has its own sockets beside another pool', () => {
    const [one, other] = [setUp().pool, setUp().pool];
    expect(one.get('a')).not.toBe(other.get('a'));
    expect([...one]).toHaveLength(1);
  });

  test('tells numbers from texts', () => {
    const pool = createPool((key: string | number) => createWebSocket(`/ws/${key}`));
    expect(pool.get(1)).not.toBe(pool.get('1'));
    expect([...pool]).toHaveLength(2);
  });

  test('is iterated in the order of the first asking, as often as one likes', () => {
    const { pool } = setUp();
    expect([...pool]).toEqual([]);
    const sockets = ['b', 'a', 'c'].map((key) => pool.get(key));
    pool.get('a');
    expect([...pool]).toEqual(sockets);
    expect([...pool]).toEqual(sockets);
  });

  test('may be closed as a whole', () => {
    const { pool, world } = setUp();
    for (const key of ['a', 'b']) pool.get(key).open();
    for (const socket of world.sockets) socket.accept();
    for (const socket of pool) socket.close();
    expect(world.sockets.map(({ readyState }) => readyState)).toEqual([2, 2]);
  });

  test('gives the same socket when it was closed and somebody still holds it', () => {
    const { pool } = setUp();
    const socket = pool.get('a');
    socket.close();
    expect(pool.get('a')).toBe(socket);
  });

  test('keeps nothing of a key whose socket could not be made', () => {
    let url = 'ftp://nowhere';
    const pool = createPool((_key: string) => createWebSocket(url));
    expect(() => pool.get('a')).toThrow(expect.objectContaining({ code: 'invalid-url' }));
    expect([...pool]).toEqual([]);
    url = '/ws';
    expect(pool.get('a').url).toContain('/ws');
  });

  test('has the types of its keys and of its sockets', () => {
    interface Point {
      readonly x: number;
    }
    const pool = createPool((id: number) =>
      createWebSocket(`/ws/${id}`, { codec: json<Point, string>() }),
    );
    expectTypeOf(pool).toEqualTypeOf<Pool<number, Point, string>>();
    expectTypeOf(pool.get(1)).toEqualTypeOf<TowlineSocket<Point, string>>();
    // @ts-expect-error: keys are numbers
    pool.get('1');
    // @ts-expect-error: by identity no two objects are the same
    createPool((key: { readonly id: string }) => createWebSocket(key.id));
  });
});

describe('the memory of a pool', () => {
  type Weak = Pick<ReturnType<typeof setUp>, 'pool' | 'world'>;

  /** Each leaves the socket of the key 'a' to the platform: the fake has all that it ever had. */
  const ALIVE: Readonly<Record<string, (weak: Weak) => void>> = {
    'that connects': ({ pool }) => pool.get('a').open(),
    'that is open'({ pool, world }) {
      pool.get('a').open();
      world.socket.accept();
    },
    'that is retained'({ pool, world }) {
      pool.get('a').retain();
      world.socket.accept();
    },
    'that waits for a retry'({ pool, world }) {
      pool.get('a').open();
      world.socket.fail();
    },
    'that lingers'({ pool, world }) {
      const release = pool.get('a').retain();
      world.socket.accept();
      release();
    },
    'that closes'({ pool, world }) {
      pool.get('a').open();
      world.socket.accept();
      pool.get('a').close();
    },
    'that was put away with its page'({ pool, world }) {
      pool.get('a').open();
      world.socket.accept();
      world.signal('hide');
    },
  };

  const GONE: Readonly<Record<string, (weak: Weak) => void>> = {
    'that was never opened': ({ pool }) => void pool.get('a'),
    'that was listened to only'({ pool }) {
      pool.get('a').on('message', () => {});
      pool.get('a').subscribe(() => {});
    },
    'that was closed before it was opened': ({ pool }) => pool.get('a').close(),
    'that was closed while it connected'({ pool }) {
      pool.get('a').open();
      pool.get('a').close();
    },
    'that was closed'({ pool, world }) {
      pool.get('a').open();
      world.socket.accept();
      pool.get('a').close();
      world.socket.finishClose();
    },
    'that was closed while it waited for a retry'({ pool, world }) {
      pool.get('a').open();
      world.socket.fail();
      pool.get('a').close();
    },
    'that the server closed for good'({ pool, world }) {
      pool.get('a').open();
      world.socket.accept();
      world.socket.serverClose(1000);
    },
    'that was released'({ pool, world }) {
      const release = pool.get('a').retain();
      world.socket.accept();
      release();
      world.clock.advance(1000);
      world.socket.finishClose();
    },
  };

  test.each(Object.entries(ALIVE))('keeps a socket %s', async (_name, prepare) => {
    const weak = setUp();
    prepare(weak);
    const ref = new WeakRef(weak.pool.get('a'));
    await collectGarbage();
    expect(ref.deref()).toBeDefined();
    expect(weak.pool.get('a')).toBe(ref.deref());
    expect([...weak.pool]).toHaveLength(1);
  });

  test.each(Object.entries(GONE))('forgets a socket %s', async (_name, prepare) => {
    const weak = setUp();
    prepare(weak);
    const ref = new WeakRef(weak.pool.get('a'));
    await collectGarbage();
    expect(ref.deref()).toBeUndefined();
    expect([...weak.pool]).toEqual([]);
  });

  test('keeps a socket of which somebody holds a part', async () => {
    const { pool } = setUp();
    const parts = [
      pool.get('send').send,
      pool.get('retain').retain(),
      pool.get('view').lastMessage,
    ];
    const refs = ['send', 'retain', 'view'].map((key) => new WeakRef(pool.get(key)));
    await collectGarbage();
    for (const [index, key] of ['send', 'retain', 'view'].entries()) {
      expect(refs[index]?.deref()).toBeDefined();
      expect(pool.get(key)).toBe(refs[index]?.deref());
    }
    expect(parts).toHaveLength(3);
  });

  test('makes another socket for a key whose socket was forgotten', async () => {
    const { pool, made, world } = setUp();
    pool.get('a').on('message', () => expect.unreachable());
    await collectGarbage();
    pool.get('b');
    const socket = pool.get('a');
    expect(made).toEqual(['a', 'b', 'a']);
    socket.open();
    world.socket.accept();
    world.socket.message('heard by nobody');
    expect(pool.get('a')).toBe(socket);
  });

  test('is not more for a thousand keys that came and went', async () => {
    const { pool } = setUp();
    for (let index = 0; index < 1000; index++) pool.get(String(index));
    await collectGarbage();
    const last = pool.get('last');
    expect([...pool]).toEqual([last]);
  });

  test('has a socket for a key that opened, ended, and opens again', async () => {
    const { pool, world } = setUp();
    pool.get('a').open();
    world.socket.accept();
    const ref = new WeakRef(pool.get('a'));
    world.socket.serverClose(1000);
    pool.get('a').open();
    await collectGarbage();
    expect(ref.deref()).toBeDefined();
    pool.get('a').close();
    await collectGarbage();
    expect(ref.deref()).toBeUndefined();
  });
});
