import { heartbeat } from '@towline/core';
import { FakeSocket } from '@towline/suites';
import { describe, expect, test } from 'vitest';
import {
  create,
  createConnecting,
  createOpen,
  type Harness,
  leftovers,
  NOTHING_LEFT,
  URL_B,
} from './harness.js';

// What platforms and test doubles do, and the standard does not say or only allows.

/** Lets a double terminate, as `ws` does; answers with the states in which it was called. */
function terminating(socket: FakeSocket): string[] {
  const calls: string[] = [];
  Object.assign(socket, {
    terminate() {
      calls.push(['connecting', 'open', 'closing', 'closed'][socket.readyState] ?? '');
      socket.drop();
    },
  });
  return calls;
}

describe('on a platform', () => {
  test('that crashes on errors without a listener, sockets that were left keep one', () => {
    const { socket, world } = createConnecting();
    const [left] = world.sockets;
    socket.reconnect();
    expect(left).toMatchObject({ onopen: null, onmessage: null, onclose: null });
    expect(left?.onerror).toBeTypeOf('function');
  });

  test('that goes on delivering while it closes, nothing is heard after close()', () => {
    const { socket, world, log } = createOpen();
    socket.close();
    const onmessage = world.socket.onmessage as ((event: { data: string }) => void) | null;
    onmessage?.({ data: 'late' });
    expect(log.of('message')).toEqual([]);
  });

  test('that closes within the call, everything comes in its order', () => {
    const { socket, world, log } = createOpen();
    const { close } = world.socket;
    world.socket.close = (...args) => {
      close.apply(world.socket, args);
      world.socket.finishClose();
    };
    const statuses: string[] = [];
    socket.subscribe(() => statuses.push(socket.getSnapshot().status));
    socket.close(4000, 'bye');
    expect(statuses).toEqual(['closing', 'closed']);
    expect(log.of('close')).toEqual([
      { code: 4000, reason: 'bye', wasClean: true, cause: 'client' },
    ]);
  });

  test('that is lost within a send, the message is the platform’s and not sent again', () => {
    const { socket, world, log } = createOpen();
    const { send } = world.socket;
    world.socket.send = (data) => {
      send.call(world.socket, data);
      world.socket.drop();
    };
    expect(socket.send('a')).toBe('sent');
    expect(socket.getSnapshot()).toMatchObject({ status: 'closed', attempt: 1 });
    world.clock.advance(750);
    world.socket.accept();
    expect([world.socket.received, log.of('drop'), socket.queued]).toEqual([[], [], 0]);
  });

  test('that refuses a handshake without an error event, the error is told all the same', () => {
    const { world, log } = createConnecting();
    world.socket.onerror = null;
    world.socket.fail();
    expect(log.types()).toEqual(['error', 'close']);
  });

  test('that is closed and has not said so, reconnect() does not close it again', () => {
    const { socket, world } = createOpen();
    world.socket.readyState = 3;
    const [silent] = world.sockets;
    socket.reconnect();
    expect([silent?.closeCalls, silent?.listened, world.sockets.length]).toEqual([[], false, 2]);
  });

  test('that can terminate, a close that is not answered in time ends so', () => {
    const { socket, world } = createOpen();
    const terminated = terminating(world.socket);
    socket.close();
    world.clock.advance(1999);
    expect(terminated).toEqual([]);
    world.clock.advance(1);
    expect([terminated, world.socket.closeCalls.length]).toEqual([['closing'], 1]);
    expect([socket.getSnapshot().status, leftovers(world)]).toEqual(['closed', NOTHING_LEFT]);
  });

  test.each([
    ['reconnect()', ({ socket }: Harness) => socket.reconnect()],
    ['another destination', ({ socket }: Harness) => socket.update({ url: URL_B })],
  ])('that can terminate, %s ends a connection so that closes already', (_name, leave) => {
    for (const begin of [
      ({ socket }: Harness) => socket.close(),
      ({ world }: Harness) => world.socket.serverBeginsClose(1001),
    ]) {
      const harness = createOpen();
      const terminated = terminating(harness.world.socket);
      begin(harness);
      leave(harness);
      expect(terminated).toEqual(['closing']);
    }
  });

  test('that can terminate, a connection that a heartbeat found dead ends so, and keeps no process alive', () => {
    const { world } = createOpen({ heartbeat: heartbeat({ message: 'ping' }) });
    const { socket } = world;
    const terminated = terminating(socket);
    world.clock.advance(40_000);
    expect([terminated, socket.closeCalls, socket.listened]).toEqual([['open'], [], false]);
  });

  test('that can terminate, a connection that said too much ends so, and nothing more of it is read', () => {
    const { world } = createOpen({ maxMessageBytes: 10 });
    const { socket } = world;
    const terminated = terminating(socket);
    socket.message('x'.repeat(11));
    expect([terminated, socket.closeCalls, socket.listened]).toEqual([['open'], [], false]);
  });

  test('that can terminate, any other connection is closed, or is over, without', () => {
    const leavings: ((harness: Harness) => unknown)[] = [
      ({ world }) => world.clock.advance(10_000),
      ({ socket }) => socket.reconnect(),
      ({ socket }) => socket.update({ url: URL_B }),
      ({ socket, world }) => {
        world.socket.accept();
        socket.reconnect();
      },
      ({ socket, world }) => {
        world.socket.accept();
        world.socket.throwOnSend = new Error('full');
        socket.send('a');
      },
      ({ socket, world }) => {
        world.socket.accept();
        socket.close();
        world.socket.finishClose();
      },
      ({ socket, world }) => {
        world.socket.accept();
        world.socket.readyState = 3;
        socket.reconnect();
      },
    ];
    for (const leave of leavings) {
      const harness = createConnecting();
      const terminated = terminating(harness.world.socket);
      leave(harness);
      expect([terminated, harness.world.sockets[0]?.listened]).toEqual([[], false]);
    }
  });

  test('that cannot terminate, a connection that closes already is left to itself', () => {
    const { socket, world } = createOpen();
    socket.close();
    world.clock.advance(2000);
    expect([world.socket.closeCalls.length, world.errors, leftovers(world)]).toEqual([
      1,
      [],
      { ...NOTHING_LEFT, live: 1 },
    ]);
    expect(socket.getSnapshot().status).toBe('closed');
  });

  test('that answers a close with an empty frame, the code is 1005 and it comes back', () => {
    const { socket, world, log } = createOpen();
    world.socket.serverClose();
    expect(log.of('close')).toEqual([{ code: 1005, reason: '', wasClean: true, cause: 'server' }]);
    expect(socket.getSnapshot().reconnecting).toBe(true);
  });

  test('that keeps the list of subprotocols it was given, each attempt has its own', () => {
    const lists: string[][] = [];
    const { socket, world } = create({
      protocols: ['a', 'b'],
      environment: {
        WebSocket: (url: string, protocols: string[]) => {
          lists.push(protocols);
          return new FakeSocket(url, protocols);
        },
      },
    });
    socket.open();
    lists[0]?.pop();
    socket.reconnect();
    expect([lists, socket.destination.protocols, world.sockets]).toEqual([
      [['a'], ['a', 'b']],
      ['a', 'b'],
      [],
    ]);
  });

  test('that forgets the binary type, each socket is told anew', () => {
    const { world } = createOpen();
    world.socket.drop();
    world.clock.advance(750);
    expect(world.sockets.map(({ binaryType }) => binaryType)).toEqual([
      'arraybuffer',
      'arraybuffer',
    ]);
  });
});
