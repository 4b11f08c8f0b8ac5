import { describe, expect, test } from 'vitest';
import { createQueue, type QueueOptions } from '../src/policies/queue.js';

const entry = (message: string) => ({ message, data: message });

function filled(options: QueueOptions, ...messages: string[]) {
  const queue = createQueue<string>(options);
  const dropped = messages.flatMap((message) => queue.push(entry(message)));
  return { queue, dropped: dropped.map(({ message }) => message) };
}

test('gives back in order what it took in', () => {
  const { queue } = filled({}, 'a', 'b', 'c');
  expect([queue.first(), queue.shift(), queue.shift()]).toEqual([
    entry('a'),
    entry('a'),
    entry('b'),
  ]);
  expect([queue.length, queue.first()]).toEqual([1, entry('c')]);
});

test('is empty in the end', () => {
  const { queue } = filled({}, 'a');
  queue.shift();
  expect([queue.length, queue.bytes, queue.first(), queue.shift()]).toEqual([
    0,
    0,
    undefined,
    undefined,
  ]);
});

test('counts bytes of UTF-8 and of buffers', () => {
  const { queue } = filled({}, 'é€😀');
  queue.push({ message: 'bytes', data: new ArrayBuffer(5) });
  expect(queue.bytes).toBe(9 + 5);
  queue.shift();
  expect(queue.bytes).toBe(5);
});

test('drops the oldest when there are too many', () => {
  const { queue, dropped } = filled({ maxMessages: 2 }, 'a', 'b', 'c', 'd');
  expect([queue.length, dropped]).toEqual([2, ['a', 'b']]);
  expect(queue.first()).toEqual(entry('c'));
});

test('drops as many of the oldest as a big one needs', () => {
  const { queue, dropped } = filled({ maxBytes: 6 }, 'aa', 'bb', 'cc', 'dddd');
  expect([queue.length, queue.bytes, dropped]).toEqual([2, 6, ['aa', 'bb']]);
});

test('drops one that never fits, and keeps the others', () => {
  const { queue, dropped } = filled({ maxBytes: 3 }, 'abc', 'abcd');
  expect([queue.length, dropped]).toEqual([1, ['abcd']]);
});

describe.each(['drop-newest', 'refuse'] as const)('with overflow %s', (overflow) => {
  test('gives the new one back when there are too many', () => {
    const { queue, dropped } = filled({ maxMessages: 2, overflow }, 'a', 'b', 'c', 'd');
    expect([queue.length, queue.bytes, dropped]).toEqual([2, 2, ['c', 'd']]);
    expect(queue.first()).toEqual(entry('a'));
  });

  test('gives a big one back, and takes in a small one after it', () => {
    const { queue, dropped } = filled({ maxBytes: 6, overflow }, 'aa', 'bb', 'ccc', 'dd');
    expect([queue.length, queue.bytes, dropped]).toEqual([3, 6, ['ccc']]);
  });

  test('has room again after one has left', () => {
    const { queue } = filled({ maxMessages: 1, overflow }, 'a');
    queue.shift();
    expect([queue.push(entry('b')), queue.length]).toEqual([[], 1]);
  });
});

test.each(['drop-oldest', 'drop-newest', 'refuse'] as const)(
  'keeps whole messages only where the bound is none, with overflow %s',
  (overflow) => {
    const { queue, dropped } = filled({ maxMessages: 1.5, overflow }, 'a', 'b');
    expect([queue.length, dropped]).toEqual([1, [overflow === 'drop-oldest' ? 'a' : 'b']]);
    expect(filled({ maxMessages: 0.5, overflow }, 'a').dropped).toEqual(['a']);
  },
);

test.each(['drop-oldest', 'drop-newest', 'refuse'] as const)(
  'takes in messages without bytes where there may be none, with overflow %s',
  (overflow) => {
    const { queue, dropped } = filled({ maxBytes: 0, overflow }, '', 'a', '');
    expect([queue.length, queue.bytes, dropped]).toEqual([2, 0, ['a']]);
  },
);

test('gives up one out of the middle, once, and its bytes with it', () => {
  const { queue } = filled({}, 'a');
  const middle = entry('bbb');
  queue.push(middle);
  queue.push(entry('cc'));
  expect([queue.remove(middle), queue.length, queue.bytes]).toEqual([true, 2, 3]);
  expect([queue.remove(middle), queue.length, queue.bytes]).toEqual([false, 2, 3]);
  expect(queue.clear()).toEqual([entry('a'), entry('cc')]);
});

test('counts the bytes of views and Blobs', () => {
  const { queue } = filled({});
  queue.push({ message: 'view', data: new Uint8Array(8).subarray(2, 5) });
  queue.push({ message: 'blob', data: new Blob(['äb']) });
  expect(queue.bytes).toBe(3 + 3);
});

test('keeps nothing where nothing may wait', () => {
  const { queue, dropped } = filled({ maxMessages: 0 }, 'a');
  expect([queue.length, queue.bytes, dropped]).toEqual([0, 0, ['a']]);
});

test('holds 1,000 messages and 1 MiB by default', () => {
  const many = filled({}, ...Array.from({ length: 1001 }, (_, index) => String(index)));
  expect([many.queue.length, many.dropped]).toEqual([1000, ['0']]);
  const big = filled({}, 'a'.repeat(1_048_576), 'b');
  expect([big.queue.length, big.dropped.length]).toEqual([1, 1]);
});

test('is cleared at once', () => {
  const { queue } = filled({}, 'a', 'b');
  expect(queue.clear()).toEqual([entry('a'), entry('b')]);
  expect([queue.length, queue.bytes]).toEqual([0, 0]);
});
