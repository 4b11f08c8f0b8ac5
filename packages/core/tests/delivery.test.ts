import { createFakeEnvironment } from '@towline/suites';
import { describe, expect, test } from 'vitest';
import { createDelivery, type Delivery, type DeliveryMode } from '../src/delivery.js';

function setUp(mode: DeliveryMode = 'frame') {
  const { environment, clock, frames, errors } = createFakeEnvironment({ autoFrames: false });
  const delivery = createDelivery<string>(environment, mode);
  const batches: (readonly string[] | 'reset')[] = [];
  const stop = delivery.collect({
    receive: (batch) => batches.push([...batch]),
    reset: () => batches.push('reset'),
  });
  return { clock, frames, errors, delivery, batches, stop };
}

/** In step, with a collector that does something at the first batch, and one behind it. */
function setUpBehind(act: (delivery: Delivery<string>) => void) {
  const { environment } = createFakeEnvironment({ autoFrames: false });
  const delivery = createDelivery<string>(environment, 'sync');
  const batches: (readonly string[])[] = [];
  const stop = delivery.collect({
    receive() {
      stop();
      act(delivery);
    },
    reset() {},
  });
  delivery.collect({ receive: (batch) => batches.push([...batch]), reset() {} });
  return { delivery, batches };
}

describe('delivery by an interval', () => {
  test('shows a lone message at once', () => {
    const { delivery, batches, clock } = setUp(100);
    delivery.push('a');
    expect([batches, clock.timers]).toEqual([[['a']], 0]);
  });

  test('shows what follows once the interval since the last delivery is over, by one timer', () => {
    const { delivery, batches, clock, frames } = setUp(100);
    delivery.push('a');
    clock.advance(40);
    for (const message of ['b', 'c']) delivery.push(message);
    expect([clock.timers, frames.pending]).toEqual([1, 0]);
    clock.advance(59);
    expect(batches).toEqual([['a']]);
    clock.advance(1);
    expect(batches).toEqual([['a'], ['b', 'c']]);
    expect(clock.timers).toBe(0);
  });

  test('delivers by the messages themselves where timers come late', () => {
    const { delivery, batches, clock } = setUp(100);
    delivery.push('a');
    delivery.push('b');
    clock.freeze(100);
    delivery.push('c');
    expect([batches, clock.timers]).toEqual([[['a'], ['b', 'c']], 0]);
  });

  test('of 0 ms shows each message at once', () => {
    const { delivery, batches, clock } = setUp(0);
    for (const message of ['a', 'b']) delivery.push(message);
    expect([batches, clock.timers]).toEqual([[['a'], ['b']], 0]);
  });
});

describe('delivery by microtasks', () => {
  test('shows what one task brings together, when the task is over', async () => {
    const { delivery, batches, clock, frames } = setUp('microtask');
    for (const message of ['a', 'b']) delivery.push(message);
    expect(batches).toEqual([]);
    await Promise.resolve();
    expect(batches).toEqual([['a', 'b']]);
    for (const message of ['c', 'd']) delivery.push(message);
    await Promise.resolve();
    expect(batches).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect([clock.timers, frames.pending]).toEqual([0, 0]);
  });

  test('shows nothing twice that was flushed before', async () => {
    const { delivery, batches } = setUp('microtask');
    delivery.push('a');
    delivery.flush();
    delivery.push('b');
    await Promise.resolve();
    expect(batches).toEqual([['a'], ['b']]);
  });
});

describe('delivery by frames', () => {
  test('shows a lone message at once', () => {
    const { delivery, batches, frames } = setUp();
    delivery.push('a');
    expect([batches, delivery.latest(), frames.pending]).toEqual([[['a']], 'a', 0]);
  });

  test('shows what follows within a frame’s time together, by one frame', () => {
    const { delivery, batches, frames } = setUp();
    for (const message of ['a', 'b', 'b', 'c']) delivery.push(message);
    expect([batches, delivery.latest(), frames.pending]).toEqual([[['a']], 'a', 1]);
    frames.run();
    expect([batches, delivery.latest()]).toEqual([[['a'], ['b', 'b', 'c']], 'c']);
  });

  test('delivers by the messages themselves where frames starve', () => {
    const { delivery, batches, clock } = setUp();
    for (let index = 0; index < 60; index++) {
      delivery.push(String(index));
      clock.advance(1);
    }
    expect(batches.map((batch) => batch.length)).toEqual([1, 17, 17, 17]);
    expect(batches.flat()).toEqual(Array.from({ length: 52 }, (_, index) => String(index)));
  });

  test('leaves what waits to a frame that is not late', () => {
    const { delivery, batches, clock, frames } = setUp();
    for (const message of ['a', 'b']) delivery.push(message);
    clock.advance(16);
    delivery.push('c');
    expect([batches, frames.pending]).toEqual([[['a']], 1]);
    frames.run();
    expect(batches).toEqual([['a'], ['b', 'c']]);
  });

  test('shows a message at once that comes a frame’s time after the last one', () => {
    const { delivery, batches, clock, frames } = setUp();
    delivery.push('a');
    clock.advance(16);
    delivery.push('b');
    expect([batches, frames.pending]).toEqual([[['a'], ['b']], 0]);
  });

  test('renders not again for a late frame whose place messages have just taken', () => {
    const { delivery, batches, clock, frames } = setUp();
    for (const message of ['a', 'b']) delivery.push(message);
    clock.advance(17);
    delivery.push('c');
    clock.advance(3);
    delivery.push('d');
    frames.run();
    expect([batches, frames.pending]).toEqual([[['a'], ['b', 'c']], 1]);
    clock.advance(16);
    frames.run();
    expect([batches, frames.pending]).toEqual([[['a'], ['b', 'c'], ['d']], 0]);
  });

  test('takes a frame that comes half of its time after messages have taken its place', () => {
    const { delivery, batches, clock, frames } = setUp();
    for (const message of ['a', 'b']) delivery.push(message);
    clock.advance(17);
    delivery.push('c');
    clock.advance(8);
    delivery.push('d');
    frames.run();
    expect([batches, frames.pending]).toEqual([[['a'], ['b', 'c'], ['d']], 0]);
  });

  test('needs no frame any more once something else has delivered', () => {
    const { delivery, frames, clock } = setUp();
    delivery.push('a');
    delivery.push('b');
    clock.advance(17);
    delivery.push('c');
    expect(frames.pending).toBe(0);
  });

  test('delivers at once what waits, when it is flushed', () => {
    const { delivery, batches, frames } = setUp();
    delivery.push('a');
    delivery.push('b');
    delivery.flush();
    delivery.flush();
    expect([batches, frames.pending]).toEqual([[['a'], ['b']], 0]);
  });

  test('goes on by frames while frames come late', () => {
    const { delivery, batches, frames, clock } = setUp();
    delivery.push('a');
    clock.advance(10);
    delivery.push('b');
    frames.run();
    clock.advance(10);
    delivery.push('c');
    expect([batches, frames.pending]).toEqual([[['a'], ['b']], 1]);
  });
});

test('delivery in step shows each message at once', () => {
  const { delivery, batches, frames } = setUp('sync');
  for (const message of ['a', 'b']) delivery.push(message);
  expect([batches, frames.pending]).toEqual([[['a'], ['b']], 0]);
});

describe('delivery', () => {
  test('keeps the last message, and asks for no frame, where nobody collects', () => {
    const { delivery, batches, stop, frames } = setUp();
    stop();
    for (const message of ['a', 'b']) delivery.push(message);
    expect([delivery.latest(), batches, frames.pending]).toEqual(['b', [], 0]);
  });

  test('keeps the order where the last collector leaves while something waits', () => {
    const { delivery, stop, frames } = setUp();
    for (const message of ['a', 'b']) delivery.push(message);
    stop();
    delivery.push('c');
    frames.run();
    expect(delivery.latest()).toBe('c');
  });

  test('gives whoever joins in the middle of a frame only what comes from then on', () => {
    const { delivery, batches, frames } = setUp();
    for (const message of ['a', 'b']) delivery.push(message);
    const late: (readonly string[])[] = [];
    delivery.collect({ receive: (batch) => late.push(batch), reset() {} });
    delivery.push('c');
    frames.run();
    expect([batches, late]).toEqual([[['a'], ['b', 'c']], [['c']]]);
  });

  test('does not call whoever joins with nothing', () => {
    const { delivery, batches, frames } = setUp();
    for (const message of ['a', 'b']) delivery.push(message);
    delivery.collect({ receive: () => expect.unreachable(), reset() {} });
    frames.run();
    expect(batches).toEqual([['a'], ['b']]);
  });

  test('gives whoever leaves before the frame what came until then, once', () => {
    const { delivery, batches, stop, frames } = setUp();
    for (const message of ['a', 'b']) delivery.push(message);
    stop();
    stop();
    expect(batches).toEqual([['a'], ['b']]);
    delivery.push('c');
    frames.run();
    expect([batches, delivery.latest()]).toEqual([[['a'], ['b']], 'c']);
  });

  test('gives whoever joins and leaves within a frame what came between', () => {
    const { delivery, frames } = setUp();
    for (const message of ['a', 'b']) delivery.push(message);
    const guest: (readonly string[])[] = [];
    const leave = delivery.collect({ receive: (batch) => guest.push(batch), reset() {} });
    delivery.push('c');
    leave();
    delivery.push('d');
    frames.run();
    expect(guest).toEqual([['c']]);
  });

  test('neither loses nor repeats a message for one that leaves and joins again', () => {
    const { delivery, batches, stop, frames } = setUp();
    for (const message of ['a', 'b']) delivery.push(message);
    stop();
    delivery.collect({ receive: (batch) => batches.push(batch), reset() {} });
    delivery.push('c');
    frames.run();
    expect(batches).toEqual([['a'], ['b'], ['c']]);
  });

  test('gives whoever leaves a batch that stays as it is', () => {
    const { delivery, frames } = setUp();
    const kept: (readonly string[])[] = [];
    const leave = delivery.collect({ receive: (batch) => kept.push(batch), reset() {} });
    for (const message of ['a', 'b']) delivery.push(message);
    leave();
    delivery.push('c');
    frames.run();
    expect(kept).toEqual([['a'], ['b']]);
  });

  test('gives what is being delivered to one that another collector sends away', () => {
    const { environment, frames } = createFakeEnvironment({ autoFrames: false });
    const delivery = createDelivery<string>(environment, 'frame');
    const received: string[] = [];
    delivery.collect({ receive: () => leave(), reset() {} });
    const leave = delivery.collect({ receive: (batch) => received.push(...batch), reset() {} });
    for (const message of ['a', 'b']) delivery.push(message);
    frames.run();
    expect(received).toEqual(['a']);
  });

  test('reports what a collector throws while it leaves', () => {
    const { delivery, errors } = setUp();
    delivery.push('a');
    const leave = delivery.collect({
      receive() {
        throw 'oops';
      },
      reset() {},
    });
    delivery.push('b');
    expect(leave).not.toThrow();
    expect(errors).toEqual(['oops']);
  });

  test('tells subscribers of each delivery and reset, also of what came before they subscribed', () => {
    const { delivery, frames } = setUp();
    const told: (string | null)[] = [];
    for (const message of ['a', 'b']) delivery.push(message);
    const leave = delivery.subscribe(() => told.push(delivery.latest()));
    frames.run();
    delivery.reset();
    delivery.push('c');
    delivery.flush();
    leave();
    expect(told).toEqual(['b', null, 'c']);
  });

  test('does not tell a subscriber that leaves', () => {
    const { delivery, frames } = setUp();
    for (const message of ['a', 'b']) delivery.push(message);
    delivery.subscribe(() => expect.unreachable())();
    frames.run();
  });

  test('calls the other collectors when one throws, and reports it', () => {
    const { delivery, batches, errors } = setUp();
    delivery.collect({
      receive: () => {
        throw 'oops';
      },
      reset() {},
    });
    const others: (readonly string[])[] = [];
    delivery.collect({ receive: (batch) => others.push(batch), reset() {} });
    delivery.push('a');
    expect([batches, others, errors]).toEqual([[['a']], [['a']], ['oops']]);
  });

  test('shows what waits before it forgets it', () => {
    const { delivery, batches, frames } = setUp();
    for (const message of ['a', 'b']) delivery.push(message);
    delivery.reset();
    expect([batches, delivery.latest(), frames.pending]).toEqual([
      [['a'], ['b'], 'reset'],
      null,
      0,
    ]);
  });

  test('loses nothing for the collectors behind one that pushes a message itself', () => {
    const { delivery, batches } = setUpBehind((delivery) => delivery.push('answer'));
    delivery.push('a');
    expect(batches.flat().sort()).toEqual(['a', 'answer']);
  });

  test('delivers a message that is pushed by a collector', () => {
    const { delivery, batches, frames } = setUp();
    const stop = delivery.collect({
      receive() {
        stop();
        delivery.push('answer');
      },
      reset() {},
    });
    delivery.push('a');
    frames.run();
    expect(batches).toEqual([['a'], ['answer']]);
  });
});
