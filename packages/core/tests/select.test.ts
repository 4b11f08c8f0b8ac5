import { createReducer, type RenderedView, select } from '@towline/core';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { createOpen } from './harness.js';

function setUp() {
  const { socket, world } = createOpen({ delivery: 'sync' });
  const letters = createReducer(
    socket,
    (value: Readonly<Record<string, number>>, letter) => ({
      ...value,
      [letter]: (value[letter] ?? 0) + 1,
    }),
    {},
  );
  return { world, letters };
}

describe('a selected part', () => {
  test('is told of only where it changes', () => {
    const { world, letters } = setUp();
    const count = select(letters, ({ a = 0 }) => a);
    const seen: number[] = [];
    const leave = count.subscribe(() => seen.push(count.getSnapshot()));
    for (const letter of ['a', 'b', 'b', 'a']) world.socket.message(letter);
    leave();
    world.socket.message('a');
    expect([seen, count.getSnapshot()]).toEqual([[1, 2], 3]);
  });

  test('stays the same object where it is equal to the one before', () => {
    const { world, letters } = setUp();
    const known = select(
      letters,
      (value) => Object.keys(value),
      (one, other) => one.join() === other.join(),
    );
    let told = 0;
    known.subscribe(() => {
      told += 1;
    });
    world.socket.message('a');
    const before = known.getSnapshot();
    world.socket.message('a');
    expect(known.getSnapshot()).toBe(before);
    world.socket.message('b');
    expect([known.getSnapshot(), told]).toEqual([['a', 'b'], 2]);
  });

  test('asks its function once for each value', () => {
    const { world, letters } = setUp();
    let asked = 0;
    const part = select(letters, (value) => {
      asked += 1;
      return Object.keys(value);
    });
    world.socket.message('a');
    expect(part.getSnapshot()).toBe(part.getSnapshot());
    expect(asked).toBe(1);
  });

  test('begins with its part of the beginning', () => {
    expect(select(setUp().letters, ({ a = 7 }) => a).initial).toBe(7);
  });

  test('may be a part of a part', () => {
    const { world, letters } = setUp();
    const size = select(
      select(letters, (value) => Object.keys(value)),
      (keys) => keys.length,
    );
    for (const letter of ['a', 'b', 'b']) world.socket.message(letter);
    expect(size.getSnapshot()).toBe(2);
  });
});

test('the type of a selected part is what the selector returns', () => {
  const { letters } = setUp();
  expectTypeOf(select(letters, ({ a }) => a)).toEqualTypeOf<RenderedView<number | undefined>>();
  const isSame = (one: string, other: string) => one === other;
  // @ts-expect-error two numbers are compared
  select(letters, ({ a }) => a, isSame);
});
