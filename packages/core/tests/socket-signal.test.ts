import { describe, expect, test } from 'vitest';
import { countedSignal } from './counted.js';
import {
  type create,
  createConnecting,
  createOpen,
  createWaiting,
  enter,
  type PhaseName,
  URL_B,
} from './harness.js';

const aborted = (...messages: string[]) =>
  messages.map((message) => ({ message, reason: 'aborted' }));

describe('a signal', () => {
  test.each(['idle', 'off', 'connecting', 'waiting'] as const)(
    'takes a message back when it is %s, once, and leaves the others in order',
    (phase) => {
      const { socket, world, log } = enter(phase);
      const { signal, abort } = countedSignal();
      for (const message of ['a', 'b', 'c']) {
        socket.send(message, message === 'b' ? { signal } : {});
      }
      abort();
      abort();
      expect([log.of('drop'), socket.queued, socket.queuedBytes]).toEqual([aborted('b'), 2, 2]);
      if (phase === 'off') socket.update({ url: URL_B });
      socket.open();
      world.socket.accept();
      expect([world.socket.received, log.of('drop').length]).toEqual([['a', 'c'], 1]);
    },
  );

  test('takes a message back while it closes in order to open again', () => {
    const { socket, world, log } = createOpen();
    socket.close();
    socket.open();
    const { signal, abort } = countedSignal();
    socket.send('a', { signal });
    abort();
    expect(log.of('drop')).toEqual(aborted('a'));
    world.socket.finishClose();
    world.socket.accept();
    expect(world.socket.received).toEqual([]);
  });

  test('takes a message back that the platform refused once', () => {
    const { socket, world, log } = createOpen();
    world.socket.throwOnSend = new Error('full');
    const { signal, abort } = countedSignal();
    socket.send('a', { signal });
    abort();
    expect(log.of('drop')).toEqual(aborted('a'));
    world.clock.advance(750);
    world.socket.accept();
    expect(world.socket.received).toEqual([]);
  });

  test.each([
    'idle',
    'off',
    'connecting',
    'open',
    'closing',
    'waiting',
    'closed by the user',
  ] as const)('that aborted before lets nothing be sent when it is %s', (phase) => {
    const { socket, world, log } = enter(phase);
    const counted = countedSignal();
    counted.abort();
    expect([socket.send('a', { signal: counted.signal }), socket.queued]).toEqual(['dropped', 0]);
    expect([log.of('drop'), counted.listeners()]).toEqual([aborted('a'), 0]);
    expect(world.sockets.flatMap(({ received }) => received)).toEqual([]);
  });

  test('that aborted before is answered dropped in a listener too', () => {
    const { socket, world, log } = createOpen();
    const results: string[] = [];
    socket.on('message', () => {
      socket.reconnect();
      results.push(socket.send('a', { signal: AbortSignal.abort() }));
    });
    world.socket.message('go');
    expect([results, log.of('drop')]).toEqual([['dropped'], aborted('a')]);
  });

  test('that aborts after the message was sent does nothing', () => {
    const { socket, world, log } = createWaiting();
    const [one, two] = [countedSignal(), countedSignal()];
    socket.send('a', { signal: one.signal });
    world.clock.advance(750);
    world.socket.accept();
    socket.send('b', { signal: two.signal });
    one.abort();
    two.abort();
    expect([world.socket.received, log.of('drop')]).toEqual([['a', 'b'], []]);
  });

  test('shows within a frame that the queue is shorter', () => {
    const { socket, world } = createConnecting();
    const { signal, abort } = countedSignal();
    socket.send('a', { signal });
    world.clock.advance(16);
    abort();
    expect([socket.queued, socket.getSnapshot().queued]).toEqual([0, 1]);
    world.clock.advance(16);
    expect(socket.getSnapshot().queued).toBe(0);
  });

  test('may stand for many messages, which go in order', () => {
    const { socket, log } = createConnecting();
    const { signal, abort } = countedSignal();
    const other = countedSignal();
    socket.send('a', { signal });
    socket.send('b', { signal: other.signal });
    socket.send('c', { signal });
    abort();
    expect([log.of('drop'), socket.queued]).toEqual([aborted('a', 'c'), 1]);
    other.abort();
    expect(log.of('drop')).toEqual(aborted('a', 'c', 'b'));
  });
});

describe('an abort within a listener', () => {
  test('takes effect when all listeners have been called', () => {
    const { socket, world, log } = createOpen();
    const { signal, abort } = countedSignal();
    socket.on('close', () => {
      socket.send('a', { signal });
      abort();
      expect(socket.queued).toBe(1);
    });
    socket.on('close', () => expect(log.of('drop')).toEqual([]));
    world.socket.drop();
    expect([world.errors, log.of('drop'), socket.queued]).toEqual([[], aborted('a'), 0]);
  });

  test('takes back what was sent before it there, behind something that waits', () => {
    const { socket, world, log } = createOpen();
    const { signal, abort } = countedSignal();
    socket.on('message', () => {
      socket.reconnect();
      expect(socket.send('a', { signal })).toBe('queued');
      abort();
    });
    world.socket.message('go');
    world.socket.accept();
    expect([log.of('drop'), log.of('sent'), world.socket.received]).toEqual([aborted('a'), [], []]);
  });

  test.each(['open', 'sent'] as const)(
    'of %s takes back what the flush has yet to send',
    (type) => {
      const { socket, world, log } = createConnecting();
      const controllers = new Map(['b', 'c'].map((message) => [message, countedSignal()]));
      for (const message of ['a', 'b', 'c', 'd']) {
        socket.send(message, { signal: controllers.get(message)?.signal });
      }
      socket.on(type, () => controllers.get('c')?.abort(), { once: true });
      world.socket.accept();
      expect([world.socket.received, log.of('drop')]).toEqual([['a', 'b', 'd'], aborted('c')]);
      expect(log.of('sent').map(({ message }) => message)).toEqual(['a', 'b', 'd']);
      expect([...controllers.values()].map(({ listeners }) => listeners())).toEqual([0, 0]);
    },
  );

  test('of drop during a flush takes back the next one', () => {
    const { socket, world, log } = createConnecting({ queue: { timeToLive: 1000 } });
    const { signal, abort } = countedSignal();
    socket.send('old');
    world.clock.advance(500);
    socket.send('a', { signal });
    socket.send('b');
    world.clock.sleep(500);
    socket.on('drop', ({ reason }) => reason === 'expired' && abort());
    world.socket.accept();
    expect(world.socket.received).toEqual(['b']);
    expect(log.of('drop')).toEqual([{ message: 'old', reason: 'expired' }, ...aborted('a')]);
  });

  test('of sent comes too late for the message that it tells of', () => {
    const { socket, world, log } = createConnecting();
    const { signal, abort } = countedSignal();
    socket.send('a', { signal });
    socket.on('sent', abort);
    world.socket.accept();
    expect([world.socket.received, log.of('drop')]).toEqual([['a'], []]);
  });

  test('of drop comes too late for what close() drops', () => {
    const { socket, world, log } = createConnecting();
    const { signal, abort } = countedSignal();
    socket.send('a');
    socket.send('b', { signal });
    socket.on('drop', abort);
    socket.close();
    expect(log.of('drop').map(({ reason }) => reason)).toEqual(['closed', 'closed']);
    expect(world.frames.pending).toBe(0);
  });
});

describe('nobody listens to the signal any more once the message', () => {
  type Ends = Readonly<
    Record<string, readonly [PhaseName, (harness: ReturnType<typeof create>) => void]>
  >;
  const ENDS: Ends = {
    'was sent': ['connecting', ({ world }) => world.socket.accept()],
    'was dropped by close()': ['connecting', ({ socket }) => socket.close()],
    'was dropped for another destination': [
      'connecting',
      ({ socket }) => socket.update({ url: URL_B }),
    ],
    'had to give way': ['connecting', ({ socket }) => socket.send('b')],
    'has waited too long': ['connecting', ({ world }) => world.clock.advance(100)],
    'was refused twice': [
      'connecting',
      ({ world }) => {
        for (const ms of [50, 0]) {
          world.socket.refusals.set('a', new Error('no'));
          world.socket.accept();
          world.clock.advance(ms);
        }
      },
    ],
  };

  test.each(Object.entries(ENDS))('%s', (_name, [phase, end]) => {
    const harness = enter(phase, {
      queue: { maxMessages: 1, timeToLive: 100 },
      retry: () => 50,
    });
    const counted = countedSignal();
    harness.socket.send('a', { signal: counted.signal });
    expect(counted.listeners()).toBe(1);
    end(harness);
    const ends = [...harness.log.of('sent'), ...harness.log.of('drop')];
    expect(ends.filter(({ message }) => message === 'a')).toHaveLength(1);
    expect(counted.listeners()).toBe(0);
    counted.abort();
    expect([...harness.log.of('sent'), ...harness.log.of('drop')]).toEqual(ends);
  });

  test('was taken back', () => {
    const counted = countedSignal();
    createConnecting().socket.send('a', { signal: counted.signal });
    counted.abort();
    expect(counted.listeners()).toBe(0);
  });

  test('did not have to wait', () => {
    const counted = countedSignal();
    createOpen().socket.send('a', { signal: counted.signal });
    expect(counted.listeners()).toBe(0);
  });
});
