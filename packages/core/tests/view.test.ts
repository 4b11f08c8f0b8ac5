import { createView, history } from '@towline/core';
import { describe, expect, test } from 'vitest';
import { createOpen, URL_B } from './harness.js';

/** Everything as one text. */
const joined = {
  initial: '',
  apply: (value: string, batch: readonly string[]) => value + batch.join(''),
};

function setUp() {
  const harness = createOpen({ delivery: 'sync' });
  const view = createView(harness.socket, joined);
  return { ...harness, view };
}

describe('a view', () => {
  test('folds messages from when somebody subscribes', () => {
    const { view, world } = setUp();
    world.socket.message('before');
    expect(view.getSnapshot()).toBe('');
    view.subscribe(() => {});
    world.socket.message('a');
    world.socket.message('b');
    expect(view.getSnapshot()).toBe('ab');
  });

  test('tells each of its subscribers once for a batch, with the value in place', () => {
    const { view, world } = setUp();
    const seen: string[] = [];
    view.subscribe(() => seen.push(`first ${view.getSnapshot()}`));
    view.subscribe(() => seen.push(`second ${view.getSnapshot()}`));
    world.socket.message('a');
    expect(seen).toEqual(['first a', 'second a']);
  });

  test('does not call back when it is subscribed to', () => {
    const { view } = setUp();
    view.subscribe(() => expect.unreachable());
  });

  test('keeps its value while nobody subscribes, and collects only while somebody does', () => {
    const { view, world } = setUp();
    const leave = view.subscribe(() => {});
    const leaveToo = view.subscribe(() => {});
    leave();
    leave();
    world.socket.message('a');
    leaveToo();
    world.socket.message('missed');
    expect(view.getSnapshot()).toBe('a');
    view.subscribe(() => {});
    world.socket.message('b');
    expect(view.getSnapshot()).toBe('ab');
  });

  test('that joins in the middle of a frame folds only what comes from then on', () => {
    const { socket, world } = createOpen();
    const early = createView(socket, joined);
    const late = createView(socket, joined);
    early.subscribe(() => {});
    for (const message of ['a', 'b']) world.socket.message(message);
    late.subscribe(() => {});
    world.socket.message('c');
    world.clock.advance(16);
    expect([early.getSnapshot(), late.getSnapshot()]).toEqual(['abc', 'c']);
  });

  test('that is left before the frame has what came until then, and goes on when it is joined', () => {
    const { socket, world } = createOpen();
    const view = createView(socket, joined);
    const leave = view.subscribe(() => {});
    for (const message of ['a', 'b']) world.socket.message(message);
    leave();
    expect(view.getSnapshot()).toBe('ab');
    view.subscribe(() => {});
    world.socket.message('c');
    world.clock.advance(16);
    expect(view.getSnapshot()).toBe('abc');
  });

  test('begins anew with another destination, and tells', () => {
    const { view, world, socket } = setUp();
    const seen: string[] = [];
    view.subscribe(() => seen.push(view.getSnapshot()));
    world.socket.message('a');
    socket.update({ url: URL_B });
    expect([seen, view.getSnapshot()]).toEqual([['a', ''], '']);
    world.socket.accept();
    world.socket.message('b');
    expect(view.getSnapshot()).toBe('b');
  });

  test('has forgotten another destination when somebody subscribes later', () => {
    const { view, world, socket } = setUp();
    view.subscribe(() => {})();
    const leave = view.subscribe(() => {});
    world.socket.message('a');
    leave();
    socket.update({ url: URL_B });
    view.subscribe(() => {});
    expect(view.getSnapshot()).toBe('');
  });

  test('shows nothing of another destination, also where nobody subscribes yet', () => {
    const { view, world, socket } = setUp();
    const leave = view.subscribe(() => {});
    world.socket.message('a');
    leave();
    socket.update({ url: URL_B });
    expect(view.getSnapshot()).toBe('');
  });

  test('is not harmed by another view whose fold throws', () => {
    const { view, world, socket } = setUp();
    const broken = createView(socket, {
      initial: 0,
      apply() {
        throw 'oops';
      },
    });
    broken.subscribe(() => {});
    view.subscribe(() => {});
    world.socket.message('a');
    expect([view.getSnapshot(), broken.getSnapshot(), world.errors]).toEqual(['a', 0, ['oops']]);
  });
});

describe('the last message', () => {
  test('is null before one, and after a new destination', () => {
    const { socket, world } = setUp();
    const seen: (string | null)[] = [];
    socket.lastMessage.subscribe(() => seen.push(socket.lastMessage.getSnapshot()));
    expect(socket.lastMessage.getSnapshot()).toBeNull();
    world.socket.message('a');
    world.socket.message('a');
    socket.update({ url: URL_B });
    expect(seen).toEqual(['a', 'a', null]);
  });

  test('is told also to whoever subscribes in the middle of its frame', () => {
    const { socket, world } = createOpen();
    const seen: (string | null)[] = [];
    socket.collect({ receive() {}, reset() {} });
    for (const message of ['a', 'b']) world.socket.message(message);
    socket.lastMessage.subscribe(() => seen.push(socket.lastMessage.getSnapshot()));
    world.clock.advance(16);
    expect(seen).toEqual(['b']);
  });

  test('is there for whoever comes late', () => {
    const { socket, world } = setUp();
    world.socket.message('a');
    expect(socket.lastMessage.getSnapshot()).toBe('a');
  });
});

describe('history', () => {
  const { initial, apply } = history<number>(3);

  test('keeps the last messages, oldest first', () => {
    expect(apply(initial, [1, 2])).toEqual([1, 2]);
    expect(apply([1, 2], [3])).toEqual([1, 2, 3]);
    expect(apply([1, 2, 3], [4, 5])).toEqual([3, 4, 5]);
  });

  test('keeps the end of a batch that is larger than all it may hold', () => {
    expect(apply([1], [2, 3, 4, 5])).toEqual([3, 4, 5]);
    expect(apply([1], [2, 3, 4])).toEqual([2, 3, 4]);
  });

  test('keeps nothing where it may hold nothing', () => {
    expect(history<number>(0).apply([], [1, 2])).toEqual([]);
  });

  test('is a new list each time, and leaves the old one and the batch alone', () => {
    const before = [1, 2, 3];
    const batch = [4, 5, 6];
    const after = apply(before, batch);
    expect([before, batch]).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(after).not.toBe(batch);
    expect(apply(before, [])).toEqual(before);
  });
});

test('takes what a binding made of a socket', () => {
  const { socket, world } = createOpen();
  const view = createView({ socket }, history<string>(2));
  const leave = view.subscribe(() => {});
  world.socket.message('a');
  expect(view.getSnapshot()).toEqual(['a']);
  leave();
});
