import { describe, expect, test } from 'vitest';
import {
  create,
  createConnecting,
  createOpen,
  createWaiting,
  enter,
  leftovers,
  NOTHING_LEFT,
  PHASES,
} from './harness.js';

describe('open()', () => {
  test('opens with the subprotocols offered, and shows what the server chose', () => {
    const { socket, world } = create({ protocols: ['chat.v1', 'chat.v2'] });
    socket.open();
    expect(world.socket).toMatchObject({
      url: 'ws://localhost/a',
      protocols: ['chat.v1', 'chat.v2'],
      binaryType: 'arraybuffer',
    });
    expect(socket.getSnapshot()).toMatchObject({
      status: 'connecting',
      url: 'ws://localhost/a',
      protocol: '',
    });
    world.socket.accept({ protocol: 'chat.v2', extensions: 'permessage-deflate' });
    expect(socket.getSnapshot()).toMatchObject({
      status: 'open',
      readyState: 1,
      protocol: 'chat.v2',
      extensions: 'permessage-deflate',
    });
    expect([socket.readyState, socket.url, socket.protocol, socket.extensions]).toEqual([
      1,
      'ws://localhost/a',
      'chat.v2',
      'permessage-deflate',
    ]);
  });

  test('resolves the URL against the page', () => {
    const { world } = createConnecting({
      url: '/ws',
      world: { baseUrl: 'https://example.com/page' },
    });
    expect(world.socket.url).toBe('wss://example.com/ws');
  });

  test('takes a function that makes WebSockets, looked up at each attempt', () => {
    const made: string[] = [];
    const { world, socket } = create();
    const { WebSocket } = world.environment;
    const harness = create({
      environment: {
        get WebSocket() {
          return (url: string, protocols: string[]) => {
            made.push(url);
            return new (WebSocket as new (url: string, protocols: string[]) => never)(
              url,
              protocols,
            );
          };
        },
      },
    });
    harness.socket.open();
    world.socket.accept();
    expect([made, harness.socket.readyState, socket.readyState]).toEqual([
      ['ws://localhost/a'],
      1,
      0,
    ]);
  });

  test('twice is once', () => {
    const { socket, world } = createConnecting();
    socket.open();
    world.socket.accept();
    socket.open();
    expect(world.sockets).toHaveLength(1);
  });

  test('during the retry wait tries now', () => {
    const { socket, world } = createWaiting();
    socket.open();
    expect(world.sockets).toHaveLength(2);
    expect(socket.getSnapshot()).toMatchObject({
      status: 'connecting',
      reconnecting: true,
      attempt: 1,
    });
    expect(world.clock.timers).toBe(1);
  });

  test('while closing opens again once that has ended', () => {
    const { socket, world, log } = createOpen();
    socket.close(4000);
    socket.open();
    expect([socket.getSnapshot().status, world.sockets.length]).toEqual(['closing', 1]);
    world.socket.finishClose();
    expect(world.sockets).toHaveLength(2);
    world.socket.accept();
    expect([socket.getSnapshot().status, log.types()]).toEqual(['open', ['close', 'open']]);
  });

  test.each(['closed by the user', 'closed by the server'] as const)(
    'opens what was %s',
    (phase) => {
      const { socket, world } = enter(phase);
      socket.open();
      world.socket.accept();
      expect(socket.getSnapshot().status).toBe('open');
    },
  );
});

describe('close()', () => {
  test.each(PHASES)('wins when it is %s: nothing is left, and nothing comes back', (phase) => {
    const { socket, world, log } = enter(phase);
    const release = socket.retain();
    log.clear();
    socket.close(4000, 'bye');
    for (const one of world.sockets) one.finishClose();
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
    const sockets = world.sockets.length;
    world.clock.advance(3_600_000);
    socket.retain();
    release();
    world.clock.advance(3_600_000);
    expect([world.sockets.length, socket.getSnapshot().status]).toEqual([sockets, 'closed']);
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('leaves no timer behind where the last user leaves while it closes', () => {
    const { socket, world } = createOpen();
    const release = socket.retain();
    socket.close();
    release();
    world.socket.finishClose();
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('leaves no frame behind, whatever was sent and heard just before', () => {
    const { socket, world } = createOpen();
    socket.lastMessage.subscribe(() => {});
    socket.subscribe(() => {});
    world.socket.buffer(500);
    for (const message of ['a', 'b']) world.socket.message(message);
    socket.send('c');
    socket.close();
    world.socket.finishClose();
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('leaves no frame behind where a listener closes because a send has thrown', () => {
    const { socket, world } = createOpen();
    socket.on('error', () => socket.close());
    world.socket.throwOnSend = new Error('full');
    socket.send('a');
    for (const one of world.sockets) one.finishClose();
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('hands code and reason to the platform, and shows the handshake', () => {
    const { socket, world, log } = createOpen();
    socket.close(4001, 'bye');
    expect(world.socket.closeCalls).toEqual([{ code: 4001, reason: 'bye' }]);
    expect(socket.getSnapshot()).toMatchObject({
      status: 'closing',
      readyState: 2,
      lastClose: null,
    });
    world.socket.finishClose();
    const lastClose = { code: 4001, reason: 'bye', wasClean: true, cause: 'client' };
    expect(socket.getSnapshot()).toMatchObject({ status: 'closed', lastClose, nextRetry: null });
    expect(log.of('close')).toEqual([lastClose]);
  });

  test('is code 1000 without a reason by default', () => {
    const { socket, world } = createOpen();
    socket.close();
    expect(world.socket.closeCalls).toEqual([{ code: 1000, reason: '' }]);
  });

  test('waits 2 s for the handshake, and then leaves', () => {
    const { socket, world, log } = createOpen();
    socket.close(4001, 'bye');
    world.clock.advance(1999);
    expect(socket.getSnapshot().status).toBe('closing');
    world.clock.advance(1);
    expect(log.of('close')).toEqual([{ code: 1006, reason: '', wasClean: false, cause: 'client' }]);
    expect([world.clock.timers, world.listened]).toEqual([0, []]);
  });

  test('keeps the server’s own code where the two cross', () => {
    const { socket, world, log } = createOpen();
    socket.close(4001);
    world.socket.finishClose(1001, 'going away');
    expect(log.of('close')).toEqual([
      { code: 1001, reason: 'going away', wasClean: true, cause: 'client' },
    ]);
  });

  test('while connecting leaves at once, and nothing of that attempt is heard again', () => {
    const { socket, world, log } = createConnecting();
    socket.close();
    expect([socket.getSnapshot().status, world.socket.readyState, world.listened]).toEqual([
      'closed',
      2,
      [],
    ]);
    log.clear();
    world.socket.finishClose();
    expect([log.entries, world.errors]).toEqual([[], []]);
  });

  test('keeps its word over an open() it follows', () => {
    const { socket, world } = createOpen();
    socket.close();
    socket.open();
    socket.close();
    world.socket.finishClose();
    expect([world.sockets.length, socket.getSnapshot().status]).toEqual([1, 'closed']);
  });

  test('keeps its word while a released connection closes', () => {
    const { socket, world } = create();
    socket.retain()();
    world.socket.accept();
    world.clock.advance(1000);
    expect(socket.getSnapshot().status).toBe('closing');
    socket.close();
    socket.retain();
    world.socket.finishClose();
    world.clock.advance(60_000);
    expect([world.sockets.length, socket.getSnapshot().status]).toEqual([1, 'closed']);
  });
});

describe('reconnect()', () => {
  test.each(PHASES.filter((phase) => phase !== 'off'))('connects anew when it is %s', (phase) => {
    const { socket, world } = enter(phase);
    const before = [...world.sockets];
    socket.reconnect();
    expect(world.sockets).toHaveLength(before.length + 1);
    expect(world.listened).toEqual([world.socket]);
    world.socket.accept();
    for (const old of before) old.finishClose();
    expect(socket.getSnapshot()).toMatchObject({
      status: 'open',
      reconnecting: false,
      attempt: 0,
    });
    world.clock.advance(60_000);
    expect(socket.getSnapshot().status).toBe('open');
  });

  test('does nothing while it is off', () => {
    const { socket, world } = create({ url: null });
    socket.reconnect();
    expect([world.sockets, socket.getSnapshot().status]).toEqual([[], 'closed']);
  });

  test('keeps the queue', () => {
    const { socket, world } = createConnecting();
    socket.send('a');
    socket.reconnect();
    world.socket.accept();
    expect(world.socket.received).toEqual(['a']);
  });

  test('is a hold of its own where nobody else wants the connection', () => {
    const { socket, world } = create();
    socket.reconnect();
    world.socket.accept();
    socket.retain()();
    world.clock.advance(60_000);
    expect(socket.getSnapshot().status).toBe('open');
  });

  test('is no hold where somebody retains it', () => {
    const { socket, world } = create();
    const release = socket.retain();
    socket.reconnect();
    release();
    world.clock.advance(1000);
    expect(world.live.every(({ readyState }) => readyState === 2)).toBe(true);
  });
});
