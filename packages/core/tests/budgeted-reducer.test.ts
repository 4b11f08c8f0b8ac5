import {
  type BudgetedReducer,
  type BudgetOptions,
  createBudgetedReducer,
  createWebSocket,
  json,
  type Lag,
  TowlineError,
} from '@towline/core';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { createOpen, leftovers, NOTHING_LEFT, URL_B } from './harness.js';

/** A fold of which each message takes some ms; the page has its turn when the clock moves. */
function setUp(options?: BudgetOptions<string>, cost = 1) {
  const harness = createOpen({ world: { autoFrames: false } });
  const { world, socket } = harness;
  const book = createBudgetedReducer(
    socket,
    (value: string, message) => {
      if (message === 'bad') throw new Error('on purpose');
      world.clock.freeze(cost);
      return value + message;
    },
    '',
    options,
  );
  const shown: string[] = [];
  book.subscribe(() => shown.push(book.getSnapshot()));
  const dropped: string[] = [];
  book.on('drop', ({ message }) => dropped.push(message));
  /** All in one batch: the first one is delivered alone, at once. */
  function come(text: string) {
    for (const message of text) world.socket.message(message);
    world.frames.run();
  }
  return { ...harness, book, shown, dropped, come };
}

describe('a budgeted reducer', () => {
  test('applies what fits into its budget at once', () => {
    const { book, come, world } = setUp({ budget: 10 });
    come('abc');
    expect([book.getSnapshot(), book.lag.getSnapshot().messages]).toEqual(['abc', 0]);
    expect(world.clock.timers).toBe(0);
  });

  test('lets the page have its turn when the budget is spent, and goes on in order', () => {
    const { book, come, world } = setUp({ budget: 3 }, 3);
    come('abcd');
    expect(book.getSnapshot()).toBe('a');
    expect(world.clock.timers).toBe(1);
    world.clock.advance(1000);
    expect(book.getSnapshot()).toBe('abcd');
    expect(world.clock.timers).toBe(0);
  });

  test('applies at least one message in each turn', () => {
    const { book, come, world } = setUp({ budget: 1 }, 50);
    come('abc');
    world.clock.advance(1000);
    expect(book.getSnapshot()).toBe('abc');
  });

  test('shows at most once a frame what it has come to', () => {
    const { come, shown, world } = setUp({ budget: 4 }, 4);
    come('abcdefghi');
    world.clock.advance(1000);
    expect(shown).toEqual(['a', 'abcde', 'abcdefghi']);
  });

  test('tells how far behind it is, in messages and ms', () => {
    const { book, come, world } = setUp({ budget: 10 }, 10);
    const lags: unknown[] = [];
    book.lag.subscribe(() => lags.push(book.lag.getSnapshot()));
    // The first is shown alone; the third when a frame's time has passed, and then the last has waited for 20 ms.
    come('abcd');
    world.clock.advance(1000);
    expect(lags).toEqual([
      { messages: 1, milliseconds: 20 },
      { messages: 0, milliseconds: 0 },
    ]);
    expect(book.lag.getSnapshot()).toBe(book.lag.initial);
  });

  test('takes in what comes while it works, after what waits', () => {
    const { book, come, world } = setUp({ budget: 5 }, 5);
    come('abc');
    come('de');
    world.clock.advance(1000);
    expect(book.getSnapshot()).toBe('abcde');
  });

  test('leaves a message out at which the fold throws, and reports it', () => {
    const { book, world } = setUp();
    for (const message of ['a', 'bad', 'b']) world.socket.message(message);
    world.frames.run();
    expect(book.getSnapshot()).toBe('ab');
    expect(world.takeErrors()).toEqual([new Error('on purpose')]);
  });

  test('begins anew at another destination, and forgets what waits', () => {
    const { book, come, socket, world } = setUp({ budget: 1 }, 5);
    come('abc');
    socket.update({ url: URL_B });
    world.clock.advance(1000);
    expect([book.getSnapshot(), book.lag.getSnapshot().messages]).toEqual(['', 0]);
    world.socket.accept();
    come('x');
    expect(book.getSnapshot()).toBe('x');
  });

  test('begins anew when it is cleared, also with what waits', () => {
    const { book, come, world } = setUp({ budget: 1 }, 5);
    come('abc');
    book.clear();
    world.clock.advance(1000);
    expect(book.getSnapshot()).toBe('');
    come('d');
    expect(book.getSnapshot()).toBe('d');
  });

  test('that is stopped works off what waits, and takes no more', () => {
    const { book, come, world } = setUp({ budget: 1 }, 5);
    come('abc');
    book.stop();
    come('d');
    world.clock.advance(1000);
    expect(book.getSnapshot()).toBe('abc');
  });

  test('leaves nothing behind', () => {
    const { book, come, socket, world } = setUp({ budget: 1 }, 5);
    come('abc');
    book.clear();
    socket.close();
    world.socket.finishClose();
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test.each([
    [{ budget: 0 }],
    [{ budget: -1 }],
    [{ backlog: { limit: 0 } }],
    [{ backlog: { overflow: 'drop' as never } }],
  ])('refuses %j', (options) => {
    const { socket } = createOpen();
    expect(() => createBudgetedReducer(socket, (value) => value, '', options)).toThrow(
      TowlineError,
    );
  });
});

describe('where more wait than the backlog may hold', () => {
  test('the oldest go, each with a drop event, and the order of the others stays', () => {
    const { book, come, dropped, world } = setUp({ budget: 1, backlog: { limit: 3 } }, 5);
    come('abcdefgh');
    expect(dropped.join('')).toBe('bcde');
    world.clock.advance(1000);
    expect(book.getSnapshot()).toBe('afgh');
  });

  test('none goes where all are to be kept', () => {
    const backlog = { limit: 3, overflow: 'keep-all' } as const;
    const { book, come, dropped, world } = setUp({ budget: 1, backlog }, 5);
    come('abcdefgh');
    world.clock.advance(1000);
    expect([book.getSnapshot(), dropped]).toEqual(['abcdefgh', []]);
  });

  test('the latest of each key stays, in the order in which they came', () => {
    const backlog = { limit: 3, overflow: { latestPer: (message: string) => message } };
    const { book, come, dropped, world } = setUp({ budget: 1, backlog }, 5);
    come('xabacab');
    world.clock.advance(1000);
    expect([book.getSnapshot(), dropped.join('')]).toEqual(['xcab', 'aba']);
  });

  test('more keys than the limit stay, each with its latest', () => {
    const backlog = { limit: 2, overflow: { latestPer: (message: string) => message } };
    const { book, come, world } = setUp({ budget: 1, backlog }, 5);
    come('xabcdabcdabcd');
    come('abcd');
    world.clock.advance(1000);
    expect([...new Set(book.getSnapshot())].sort().join('')).toBe('abcdx');
    expect(book.getSnapshot().slice(-4)).toBe('abcd');
  });

  test('a message whose key cannot be told stays, and the error is reported', () => {
    const latestPer = (message: string) => {
      if (message === 'b') throw new Error('on purpose');
      return message;
    };
    const options = { budget: 1, backlog: { limit: 3, overflow: { latestPer } } };
    const { book, come, dropped, world } = setUp(options, 5);
    come('xaabb');
    world.clock.advance(1000);
    expect([book.getSnapshot(), dropped.join('')]).toEqual(['xabb', 'a']);
    expect(world.takeErrors()).toHaveLength(2);
  });
});

test('the types of a budgeted reducer come from the messages and its value', () => {
  const socket = createWebSocket(null, { codec: json<{ price: number }, string>() });
  const sum = createBudgetedReducer(socket, (total, { price }) => total + price, 0, {
    backlog: { overflow: { latestPer: ({ price }) => price } },
  });
  expectTypeOf(sum).toEqualTypeOf<BudgetedReducer<number, { price: number }>>();
  expectTypeOf(sum.lag.getSnapshot()).toEqualTypeOf<Lag>();
  sum.on('drop', ({ message }) => expectTypeOf(message).toEqualTypeOf<{ price: number }>());
  const overflow = 'drop-newest' as const;
  // @ts-expect-error there is no such policy
  expect(() => createBudgetedReducer(socket, () => 0, 0, { backlog: { overflow } })).toThrow(
    TowlineError,
  );
});
