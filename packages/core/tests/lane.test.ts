import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstOf, type Lane, lengthOf, takeAll, takeFirst, takeOut } from '../src/policies/lane.js';

const createLane = (...entries: string[]): Lane<string> => ({ entries, head: 0 });

test('a lane gives back what came first', () => {
  const lane = createLane('a', 'b');
  expect([firstOf(lane), takeFirst(lane), takeFirst(lane), takeFirst(lane)]).toEqual([
    'a',
    'a',
    'b',
    undefined,
  ]);
});

test('a lane holds nothing of what has gone', () => {
  const lane = createLane('a', 'b', 'c');
  takeFirst(lane);
  expect(lane.entries).not.toContain('a');
  takeFirst(lane);
  takeFirst(lane);
  expect(lane).toEqual(createLane());
});

test('a lane out of which the last one is taken by name keeps no place either', () => {
  const lane = createLane('a', 'b');
  takeFirst(lane);
  takeOut(lane, 'b');
  expect(lane).toEqual(createLane());
});

test('a lane of many, through which more go, has twice as many places at most', () => {
  const lane = createLane();
  for (let number = 0; number < 10_000; number += 1) {
    lane.entries.push(String(number));
    if (number >= 2000) takeFirst(lane);
  }
  expect([lengthOf(lane), lane.entries.length <= 4001]).toEqual([2000, true]);
});

test('a lane through which many go stays as long as what is in it', () => {
  const lane = createLane();
  for (let number = 0; number < 10_000; number += 1) {
    lane.entries.push(String(number));
    if (number >= 10) expect(takeFirst(lane)).toBe(String(number - 10));
  }
  expect([lengthOf(lane), lane.entries.length <= 1011]).toEqual([10, true]);
});

test('a lane behaves as a list of which the first is taken, or one, or all', () => {
  const step = fc.oneof(
    fc.constant('push' as const),
    fc.constant('first' as const),
    fc.constant('all' as const),
    fc.nat(4),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const lane = createLane();
      const list: string[] = [];
      for (const [index, one] of steps.entries()) {
        if (one === 'push') {
          lane.entries.push(String(index));
          list.push(String(index));
        } else if (one === 'first') expect(takeFirst(lane)).toBe(list.shift());
        else if (one === 'all') expect(takeAll(lane)).toEqual(list.splice(0));
        else {
          const [gone] = list.splice(one, 1);
          expect(takeOut(lane, gone ?? 'none')).toBe(gone !== undefined);
        }
        expect([lengthOf(lane), firstOf(lane)]).toEqual([list.length, list[0]]);
      }
    }),
  );
});
