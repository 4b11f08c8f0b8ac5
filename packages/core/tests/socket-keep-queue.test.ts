import { describe, expect, test, vi } from 'vitest';
import { create, createConnecting, createOpen, enter, URL_A, URL_B } from './harness.js';

const replaced = (...messages: string[]) =>
  messages.map((message) => ({ message, reason: 'replaced' }));

describe('by default what is queued', () => {
  test.each(['idle', 'connecting', 'waiting'] as const)(
    'when it is %s is dropped for another destination',
    (phase) => {
      const { socket, world, log } = enter(phase);
      for (const message of ['a', 'b']) socket.send(message);
      socket.update({ url: URL_B });
      expect([log.of('drop'), socket.queued]).toEqual([replaced('a', 'b'), 0]);
      socket.open();
      world.socket.accept();
      expect([world.socket.url, world.socket.received]).toEqual([URL_B, []]);
    },
  );

  test.each([
    ['off', { url: null }],
    ['not enabled', { enabled: false }],
    ['with other protocols', { protocols: ['b'] }],
  ] as const)('is dropped where it is %s', (_name, change) => {
    const { socket, log } = createConnecting();
    socket.send('a');
    socket.update(change);
    expect(log.of('drop')).toEqual(replaced('a'));
  });

  test('while it is off is kept for whatever comes', () => {
    const { socket, world, log } = create({ url: null });
    for (const message of ['a', 'b']) socket.send(message);
    socket.update({ url: URL_B });
    socket.open();
    world.socket.accept();
    expect([world.socket.received, log.of('drop')]).toEqual([['a', 'b'], []]);
  });

  test('on the way through off is dropped once, and what came in between is kept', () => {
    const { socket, world, log } = createConnecting();
    socket.send('for A');
    socket.update({ url: null });
    socket.send('in between');
    socket.update({ url: URL_B });
    world.socket.accept();
    expect([log.of('drop'), world.socket.received]).toEqual([replaced('for A'), ['in between']]);
  });

  test('keeps so where the moves are made in a listener', () => {
    const { socket, world, log } = createOpen();
    socket.on('message', () => {
      socket.update({ url: null });
      socket.send('in between');
      socket.update({ url: URL_B });
      socket.send('for B');
      socket.update({ url: URL_A });
    });
    world.socket.message('go');
    expect(log.of('drop')).toEqual(replaced('in between', 'for B'));
  });
});

describe('keepQueue', () => {
  test('takes along what is queued, in order, before what comes later', () => {
    const { socket, world, log } = createConnecting({ keepQueue: true });
    for (const message of ['a', 'b']) socket.send(message);
    socket.update({ url: URL_B });
    socket.send('c');
    socket.update({ url: null });
    socket.send('d');
    socket.update({ url: URL_A, protocols: ['x'] });
    world.socket.accept();
    expect([world.socket.received, log.of('drop')]).toEqual([['a', 'b', 'c', 'd'], []]);
    expect(log.of('sent').map(({ message }) => message)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('takes along nothing that was sent', () => {
    const { socket, world } = createConnecting({ keepQueue: true });
    socket.send('a');
    world.socket.accept();
    socket.update({ url: URL_B });
    world.socket.accept();
    expect(world.sockets.map(({ received }) => received)).toEqual([['a'], []]);
  });

  test('may come with the destination, and holds from then on', () => {
    const { socket, world, log } = createConnecting();
    socket.send('a');
    socket.update({ url: URL_B, keepQueue: true });
    socket.update({ url: URL_A });
    expect([socket.queued, log.of('drop')]).toEqual([1, []]);
    socket.update({ url: URL_B, keepQueue: false });
    expect(log.of('drop')).toEqual(replaced('a'));
    expect(world.errors).toEqual([]);
  });

  test('may be given before, and changes nothing by itself', () => {
    const { socket, world, log } = createConnecting();
    socket.send('a');
    const before = socket.getSnapshot();
    socket.update({ keepQueue: true });
    expect([socket.getSnapshot() === before, world.sockets.length]).toEqual([true, 1]);
    socket.update({ url: URL_B });
    expect([socket.queued, log.of('drop')]).toEqual([1, []]);
  });

  test('is not taken over from a change that throws', () => {
    const { socket, log } = createConnecting();
    socket.send('a');
    expect(() => socket.update({ url: 'nowhere:', keepQueue: true })).toThrow();
    socket.update({ url: URL_B });
    expect(log.of('drop')).toEqual(replaced('a'));
  });

  test('does not encode again, nor keep what the caller changes later', () => {
    const encode = vi.fn(({ text }: { text: string }) => text);
    const codec = { decode: (data: unknown) => data, encode } as never;
    const { socket, world } = createConnecting({ keepQueue: true, codec });
    const message = { text: 'before' };
    socket.send(message as never);
    message.text = 'after';
    socket.update({ url: URL_B });
    world.socket.accept();
    expect([encode.mock.calls.length, world.socket.received]).toEqual([1, ['before']]);
  });

  test('keeps the signal of each message, too', () => {
    const { socket, log } = createConnecting({ keepQueue: true });
    const controller = new AbortController();
    socket.send('a', { signal: controller.signal });
    socket.update({ url: URL_B });
    controller.abort();
    expect(log.of('drop')).toEqual([{ message: 'a', reason: 'aborted' }]);
  });

  test('does not keep what close() or the end of a connection drops', () => {
    const { socket, log } = createConnecting({ keepQueue: true });
    socket.send('a');
    socket.close();
    socket.update({ url: URL_B });
    expect([log.of('drop'), socket.queued]).toEqual([[{ message: 'a', reason: 'closed' }], 0]);
  });
});
