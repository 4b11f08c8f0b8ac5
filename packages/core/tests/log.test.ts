import {
  createLog,
  createMessagesView,
  createReducer,
  createReducerView,
  createWebSocket,
  json,
  type Log,
  type RenderedView,
  type TowlineSocket,
} from '@towline/core';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { create, createOpen, URL_B } from './harness.js';

const invalidOption = expect.objectContaining({ name: 'TowlineError', code: 'invalid-option' });
const WRONG_LIMITS = [-1, Number.NaN, '5', null];

/** All texts as one; 'bad' cannot be taken in. */
function append(value: string, message: string) {
  if (message === 'bad') throw new Error('cannot take it in');
  return value + message;
}

/** Delivers at once, so that each message is a batch. */
const sync = { delivery: 'sync' } as const;

/** What a view showed, whenever it told. */
function watch<Value>({ subscribe, getSnapshot }: RenderedView<Value>) {
  const seen: Value[] = [];
  const leave = subscribe(() => seen.push(getSnapshot()));
  return { seen, leave };
}

describe('a log', () => {
  test('collects from when it was made, with nobody rendering it', () => {
    const { socket, world } = createOpen(sync);
    world.socket.message('before');
    const log = createLog(socket);
    expect(log.getSnapshot()).toEqual([]);
    for (const message of ['a', 'a', 'b']) world.socket.message(message);
    expect(log.getSnapshot()).toEqual(['a', 'a', 'b']);
  });

  test('may be made before the connection is opened, and opens nothing', () => {
    const { socket, world } = create(sync);
    const log = createLog(socket);
    log.subscribe(() => {});
    expect([world.sockets.length, world.clock.timers, world.frames.pending]).toEqual([0, 0, 0]);
    socket.open();
    world.socket.accept();
    world.socket.message('a');
    expect(log.getSnapshot()).toEqual(['a']);
  });

  test('keeps the last 100 messages where nothing else is said', () => {
    const { socket, world } = createOpen();
    const log = createLog(socket);
    for (let index = 0; index < 250; index++) world.socket.message(String(index));
    world.clock.advance(16);
    expect(log.getSnapshot()).toHaveLength(100);
    expect([log.getSnapshot()[0], log.getSnapshot()[99]]).toEqual(['150', '249']);
  });

  test.each([
    [0, []],
    [1, ['d']],
    [3, ['b', 'c', 'd']],
    [4, ['a', 'b', 'c', 'd']],
    [Number.POSITIVE_INFINITY, ['a', 'b', 'c', 'd']],
  ])('keeps the last %d where that is the limit, in whatever batches', (limit, expected) => {
    for (const delivery of ['sync', 'frame'] as const) {
      const { socket, world } = createOpen({ delivery });
      const log = createLog(socket, { limit });
      for (const message of ['a', 'b', 'c', 'd']) world.socket.message(message);
      world.clock.advance(16);
      expect(log.getSnapshot()).toEqual(expected);
    }
  });

  test.each(WRONG_LIMITS)('cannot have the limit %j', (limit) => {
    const { socket } = create();
    expect(() => createLog(socket, { limit: limit as never })).toThrow(invalidOption);
  });

  test('has the usual limit where it is undefined', () => {
    expect(createLog(create().socket, { limit: undefined }).getSnapshot()).toEqual([]);
  });

  test('is another array with each batch, and the same in between', () => {
    const { socket, world } = createOpen(sync);
    const log = createLog(socket);
    const first = log.getSnapshot();
    expect(log.getSnapshot()).toBe(first);
    world.socket.message('a');
    const second = log.getSnapshot();
    expect(log.getSnapshot()).toBe(second);
    world.socket.message('a');
    expect([first, second, log.getSnapshot()]).toEqual([[], ['a'], ['a', 'a']]);
  });

  test('tells its subscribers once for each batch, with the value in place, and not at first', () => {
    const { socket, world } = createOpen();
    const log = createLog(socket);
    const { seen, leave } = watch(log);
    const other = watch(log);
    expect(seen).toEqual([]);
    for (const message of ['a', 'b', 'c']) world.socket.message(message);
    world.clock.advance(16);
    leave();
    leave();
    world.clock.advance(16);
    world.socket.message('d');
    expect(seen).toEqual([['a'], ['a', 'b', 'c']]);
    expect(other.seen).toEqual([['a'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd']]);
  });

  test('tells the others when a subscriber throws, which is reported', () => {
    const { socket, world } = createOpen(sync);
    const log = createLog(socket);
    log.subscribe(() => {
      throw 'oops';
    });
    const { seen } = watch(log);
    world.socket.message('a');
    expect([seen, world.errors]).toEqual([[['a']], ['oops']]);
  });

  test('goes on while it is subscribed to and left', () => {
    const { socket, world } = createOpen(sync);
    const log = createLog(socket);
    const { leave } = watch(log);
    world.socket.message('a');
    leave();
    world.socket.message('b');
    watch(log);
    world.socket.message('c');
    expect(log.getSnapshot()).toEqual(['a', 'b', 'c']);
  });

  test('goes on over a reconnect and an end', () => {
    const { socket, world } = createOpen(sync);
    const log = createLog(socket);
    world.socket.message('a');
    world.socket.drop();
    world.clock.advance(750);
    world.socket.accept();
    world.socket.message('b');
    world.socket.serverClose(1000);
    socket.open();
    world.socket.accept();
    world.socket.message('c');
    expect(log.getSnapshot()).toEqual(['a', 'b', 'c']);
  });

  test('begins anew with another destination, and tells once', () => {
    const { socket, world } = createOpen();
    const log = createLog(socket);
    for (const message of ['a', 'b']) world.socket.message(message);
    const { seen } = watch(log);
    socket.update({ url: URL_B });
    expect([seen, log.getSnapshot()]).toEqual([[['a', 'b'], []], []]);
    expect(log.getSnapshot()).toBe(log.initial);
    world.socket.accept();
    world.socket.message('c');
    world.clock.advance(16);
    expect(log.getSnapshot()).toEqual(['c']);
  });

  test('begins anew with another destination with nobody rendering it', () => {
    const { socket, world } = createOpen(sync);
    const log = createLog(socket);
    world.socket.message('a');
    socket.update({ url: null });
    expect(log.getSnapshot()).toEqual([]);
  });

  test('is of the socket that a binding made, too', () => {
    const { socket, world } = createOpen(sync);
    const log = createLog({ socket });
    world.socket.message('a');
    expect([log.socket === socket, log.getSnapshot()]).toEqual([true, ['a']]);
  });

  test('has the types of the messages', () => {
    const socket = createWebSocket(null, { codec: json<{ x: number }, string>() });
    const log = createLog(socket);
    expectTypeOf(log).toEqualTypeOf<Log<readonly { x: number }[], { x: number }>>();
    expectTypeOf(createLog({ socket }, { limit: 1 })).toEqualTypeOf(log);
    expectTypeOf(log.socket).toEqualTypeOf<TowlineSocket<{ x: number }, never>>();
  });
});

describe('clearing', () => {
  test('begins again, and tells', () => {
    const { socket, world } = createOpen(sync);
    const log = createLog(socket, { limit: 2 });
    world.socket.message('a');
    const { seen } = watch(log);
    log.clear();
    expect(log.getSnapshot()).toBe(log.initial);
    for (const message of ['b', 'c', 'd']) world.socket.message(message);
    expect(seen).toEqual([[], ['b'], ['b', 'c'], ['c', 'd']]);
  });

  test('what is clear already tells nobody', () => {
    const { socket } = createOpen();
    const log = createLog(socket);
    const { seen } = watch(log);
    log.clear();
    log.clear();
    expect(seen).toEqual([]);
  });

  test('takes along what came before and waits for its frame', () => {
    const { socket, world } = createOpen();
    const log = createLog(socket);
    const { seen } = watch(log);
    for (const message of ['a', 'b', 'c']) world.socket.message(message);
    log.clear();
    world.socket.message('d');
    world.clock.advance(16);
    expect(seen).toEqual([['a'], [], ['d']]);
  });

  test('in a listener of a message begins with that message', () => {
    const { socket, world } = createOpen();
    const book = createReducer(socket, append, '');
    socket.on('message', (message) => {
      if (message === 'all:') book.clear();
    });
    for (const message of ['old', 'older', 'all:', 'new']) world.socket.message(message);
    world.clock.advance(16);
    expect(book.getSnapshot()).toBe('all:new');
  });

  test('in a subscriber begins with the next message', () => {
    const { socket, world } = createOpen(sync);
    const log = createLog(socket);
    log.subscribe(() => log.getSnapshot().length > 1 && log.clear());
    for (const message of ['a', 'b', 'c']) world.socket.message(message);
    expect(log.getSnapshot()).toEqual(['c']);
  });

  test('leaves other views and logs alone', () => {
    const { socket, world } = createOpen();
    const [log, other] = [createLog(socket), createLog(socket)];
    const { seen } = watch(createMessagesView(socket));
    for (const message of ['a', 'b']) world.socket.message(message);
    log.clear();
    world.socket.message('c');
    world.clock.advance(16);
    expect([log.getSnapshot(), other.getSnapshot(), seen.at(-1)]).toEqual([
      ['c'],
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
  });
});

describe('stopping', () => {
  test('keeps the value with what came until then, and collects no more', () => {
    const { socket, world } = createOpen();
    const log = createLog(socket);
    const { seen } = watch(log);
    for (const message of ['a', 'b']) world.socket.message(message);
    log.stop();
    world.socket.message('c');
    world.clock.advance(16);
    log.stop();
    expect(log.getSnapshot()).toEqual(['a', 'b']);
    expect(seen).toEqual([['a'], ['a', 'b']]);
  });

  test('keeps the value over another destination', () => {
    const { socket, world } = createOpen(sync);
    const log = createLog(socket);
    world.socket.message('a');
    log.stop();
    socket.update({ url: URL_B });
    expect(log.getSnapshot()).toEqual(['a']);
  });

  test('for good: clearing does not begin again', () => {
    const { socket, world } = createOpen(sync);
    const log = createLog(socket);
    world.socket.message('a');
    log.stop();
    const { seen } = watch(log);
    log.clear();
    world.socket.message('b');
    expect([seen, log.getSnapshot()]).toEqual([[[]], []]);
  });
});

describe('a reducer', () => {
  test('folds each message once, in order, with nobody rendering it', () => {
    const { socket, world } = createOpen();
    const folded: string[] = [];
    const reducer = createReducer(
      socket,
      (count, message) => {
        folded.push(message);
        return count + 1;
      },
      0,
    );
    const burst = ['a', 'a', ...Array.from({ length: 100 }, (_, index) => String(index))];
    for (const message of burst) world.socket.message(message);
    world.clock.advance(16);
    expect([reducer.getSnapshot(), folded]).toEqual([burst.length, burst]);
  });

  test('gives its function a value and a message, and nothing else', () => {
    const { socket, world } = createOpen(sync);
    const calls: unknown[][] = [];
    const note = (...args: [string, string]) => {
      calls.push(args);
      return append(...args);
    };
    createReducer(socket, note, '');
    world.socket.message('a');
    world.socket.message('b');
    expect(calls).toEqual([
      ['', 'a'],
      ['a', 'b'],
    ]);
  });

  test('leaves out a message at which its function throws, and reports it', () => {
    const { socket, world, log } = createOpen();
    const reducer = createReducer(socket, append, '');
    for (const message of ['a', 'bad', 'b', 'bad', 'c']) world.socket.message(message);
    world.clock.advance(16);
    const error = expect.objectContaining({ message: 'cannot take it in' });
    expect([reducer.getSnapshot(), world.errors]).toEqual(['abc', [error, error]]);
    expect(log.of('message')).toHaveLength(5);
  });

  test('tells nobody where the value stays the same', () => {
    const { socket, world } = createOpen(sync);
    const value = { same: true };
    const reducer = createReducer(socket, (current: object) => current, value);
    const nan = createReducer(socket, () => Number.NaN, Number.NaN);
    const seen = [watch(reducer).seen, watch(nan).seen];
    world.socket.message('a');
    expect([seen, reducer.getSnapshot()]).toEqual([[[], []], value]);
    expect(reducer.getSnapshot()).toBe(value);
  });

  test('begins anew with each destination, and when it is cleared', () => {
    const { socket, world } = createOpen(sync);
    const initial: readonly string[] = Object.freeze([]);
    const reducer = createReducer(
      socket,
      (all: readonly string[], message) => [...all, message],
      initial,
    );
    const { seen } = watch(reducer);
    world.socket.message('a');
    reducer.clear();
    expect(reducer.getSnapshot()).toBe(initial);
    world.socket.message('b');
    socket.update({ url: URL_B });
    expect(reducer.getSnapshot()).toBe(initial);
    expect(seen).toEqual([['a'], [], ['b'], []]);
  });

  test('takes what a binding made of a socket, and stops', () => {
    const { socket, world } = createOpen(sync);
    const reducer = createReducer({ socket }, append, 'begin ');
    expect([reducer.initial, reducer.socket === socket]).toEqual(['begin ', true]);
    world.socket.message('a');
    reducer.stop();
    world.socket.message('b');
    expect(reducer.getSnapshot()).toBe('begin a');
  });

  test('has the types of the messages and of its value', () => {
    const socket = createWebSocket(null, { codec: json<{ x: number }, string>() });
    const sum = createReducer(socket, (total, { x }) => total + x, 0);
    expectTypeOf(sum).toEqualTypeOf<Log<number, { x: number }>>();
  });
});

describe('a view of messages', () => {
  test('shows the last of them while somebody subscribes', () => {
    const { socket, world } = createOpen(sync);
    const view = createMessagesView(socket, 2);
    world.socket.message('missed');
    const { seen, leave } = watch(view);
    for (const message of ['a', 'b', 'c']) world.socket.message(message);
    leave();
    world.socket.message('missed');
    expect(seen).toEqual([['a'], ['a', 'b'], ['b', 'c']]);
    expect([view.initial, view.getSnapshot()]).toEqual([[], ['b', 'c']]);
  });

  test('shows 100 where nothing else is said', () => {
    const { socket, world } = createOpen(sync);
    const view = createMessagesView({ socket });
    watch(view);
    for (let index = 0; index < 101; index++) world.socket.message(String(index));
    expect(view.getSnapshot()).toHaveLength(100);
    expect(view.getSnapshot()[0]).toBe('1');
  });

  test.each(WRONG_LIMITS)('cannot have the limit %j', (limit) => {
    const { socket } = create();
    expect(() => createMessagesView(socket, limit as never)).toThrow(invalidOption);
  });

  test('of a log is the log', () => {
    const { socket } = create();
    const log = createLog(socket, { limit: 5 });
    expect(createMessagesView(log)).toBe(log);
    expect(createMessagesView(log, 1)).toBe(log);
  });

  test('has the types of the messages', () => {
    const socket = createWebSocket(null, { codec: json<{ x: number }, string>() });
    type Wanted = RenderedView<readonly { x: number }[]>;
    expectTypeOf(createMessagesView(socket)).toEqualTypeOf<Wanted>();
    expectTypeOf(createMessagesView({ socket })).toEqualTypeOf<Wanted>();
    expectTypeOf(createMessagesView(createLog(socket))).toEqualTypeOf<Wanted>();
    const sum = createReducer(socket, (total, { x }) => total + x, 0);
    // @ts-expect-error: its value is no list of messages
    createMessagesView(sum);
  });
});

describe('a view of a fold', () => {
  test('folds while somebody subscribes, and leaves out what throws', () => {
    const { socket, world } = createOpen(sync);
    const view = createReducerView(socket, append, '');
    world.socket.message('missed');
    const { leave } = watch(view);
    for (const message of ['a', 'bad', 'b']) world.socket.message(message);
    leave();
    world.socket.message('missed');
    expect([view.initial, view.getSnapshot()]).toEqual(['', 'ab']);
    expect(world.errors).toEqual([expect.objectContaining({ message: 'cannot take it in' })]);
  });

  test('takes what a binding made of a socket', () => {
    const { socket, world } = createOpen(sync);
    const view = createReducerView({ socket }, append, '');
    watch(view);
    world.socket.message('a');
    expect(view.getSnapshot()).toBe('a');
  });

  test('of a reducer is the reducer', () => {
    const { socket } = create();
    const reducer = createReducer(socket, append, '');
    expect(createReducerView(reducer, append, 'another')).toBe(reducer);
    // @ts-expect-error: its value is a text
    createReducerView(reducer, (total: number) => total + 1, 0);
  });
});
