import { describe, expect, test, vi } from 'vitest';
import type { Link } from '../src/link.js';
import { createOutbox } from '../src/outbox.js';
import type { QueueOptions } from '../src/policies/queue.js';
import { createConnecting, defer, settle } from './harness.js';

/** An outbox alone, over that link. */
function setUp(link: Link | null, options: QueueOptions = {}) {
  const sent: string[] = [];
  const outbox = createOutbox<string>(options, {
    transmits: () => true,
    link: () => link,
    started: () => true,
    now: () => 0,
    setTimer: () => () => {},
    later: (task) => task(),
    sent: (message) => sent.push(message),
    dropped: () => {},
    failed: () => {},
  });
  return { outbox, sent };
}

describe('the outbox', () => {
  test('keeps what should go out where there is nothing to send it by', () => {
    const { outbox, sent } = setUp(null);
    expect(outbox.accept({ message: 'a', data: 'a' }, 'transmit')[0]).toBe('queued');
    outbox.flush();
    expect([outbox.queue.length, sent]).toEqual([1, []]);
  });

  test('does not listen to the signal of a message that found no room', () => {
    const { outbox } = setUp(null, { maxMessages: 0 });
    const { signal } = new AbortController();
    const listens = vi.spyOn(signal, 'addEventListener');
    expect(outbox.accept({ message: 'a', data: 'a', signal }, 'enqueue')[0]).toBe('dropped');
    expect(listens).not.toHaveBeenCalled();
  });
});

test('what is queued waits for the next connection where this one closes as the gate is passed', async () => {
  const gate = defer();
  const { socket, world, log } = createConnecting({ authenticate: () => gate.promise });
  socket.send('a');
  world.socket.accept();
  world.socket.serverBeginsClose(1001);
  gate.resolve();
  await settle();
  expect([socket.getSnapshot().status, socket.queued, log.of('drop')]).toEqual(['open', 1, []]);
  world.socket.finishClose();
  world.clock.advance(750);
  world.socket.accept();
  await settle();
  expect([world.socket.received, log.of('drop')]).toEqual([['a'], []]);
});
