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
  URL_A,
  URL_B,
} from './harness.js';

describe('a new URL', () => {
  test.each(PHASES)('when it is %s leads there, where somebody wants it', (phase) => {
    const { socket, world } = enter(phase);
    socket.retain();
    socket.update({ url: URL_B });
    expect([world.socket.url, world.listened]).toEqual([URL_B, [world.socket]]);
    for (const old of world.sockets.slice(0, -1)) old.finishClose();
    world.socket.accept();
    expect(socket.getSnapshot()).toMatchObject({ status: 'open', url: URL_B, reconnecting: false });
    world.clock.advance(60_000);
    expect(socket.getSnapshot().status).toBe('open');
  });

  test.each(['idle', 'closed by the user', 'off'] as const)(
    'when it is %s opens nothing by itself',
    (phase) => {
      const { socket, world } = enter(phase);
      socket.update({ url: URL_B });
      expect([world.sockets, socket.getSnapshot().url]).toEqual([[], URL_B]);
    },
  );

  test('leaves the old connection at once, cause replaced', () => {
    const { socket, world, log } = createOpen();
    const [old] = world.sockets;
    socket.update({ url: URL_B });
    expect([old?.listened, old?.readyState, old?.closeCalls]).toEqual([
      false,
      2,
      [{ code: 1000, reason: '' }],
    ]);
    expect(log.of('close')).toEqual([
      { code: 1006, reason: '', wasClean: false, cause: 'replaced' },
    ]);
    old?.message('of the old one');
    old?.finishClose();
    expect([log.of('message'), socket.getSnapshot().status]).toEqual([[], 'connecting']);
  });

  test('drops what was queued for the old one: no message crosses', () => {
    const { socket, world, log } = createConnecting();
    socket.send('secret for a');
    socket.update({ url: URL_B });
    socket.send('for b');
    world.socket.accept();
    expect(world.socket.received).toEqual(['for b']);
    expect(log.of('drop')).toEqual([{ message: 'secret for a', reason: 'replaced' }]);
  });

  test('forgets the last message, and shows what waited before', () => {
    const { socket, world } = createOpen();
    const shown: (string | null)[] = [];
    socket.lastMessage.subscribe(() => shown.push(socket.lastMessage.getSnapshot()));
    for (const message of ['a', 'b']) world.socket.message(message);
    socket.update({ url: URL_B });
    expect(shown).toEqual(['a', 'b', null]);
  });

  test('is another destination object, and an equal one is none', () => {
    const { socket, world } = createOpen({ protocols: ['a'] });
    const { destination } = socket;
    socket.update({ url: new URL(URL_A), protocols: 'a' });
    expect([socket.destination, world.sockets.length]).toEqual([destination, 1]);
    expect(socket.destination).toBe(destination);
    socket.update({ protocols: ['b'] });
    expect(socket.destination).toEqual({ url: URL_A, protocols: ['b'] });
    expect(world.socket.protocols).toEqual(['b']);
  });

  test('while one connects never leads to the one in between', () => {
    const { socket, world } = createConnecting();
    socket.update({ url: 'ws://localhost/between' });
    socket.update({ url: URL_B });
    for (const old of world.sockets.slice(0, -1)) old.accept();
    world.socket.accept();
    expect(socket.getSnapshot()).toMatchObject({ status: 'open', url: URL_B });
    expect(world.live.filter(({ listened }) => listened)).toEqual([world.socket]);
  });

  test("undoes a user's close for those who retain it", () => {
    const { socket, world } = create();
    socket.retain();
    world.socket.accept();
    socket.close();
    world.socket.finishClose();
    socket.update({ url: URL_B });
    expect(world.socket.url).toBe(URL_B);
  });

  test('does not bring the old retry along', () => {
    const { socket, world } = createWaiting();
    socket.update({ url: URL_B });
    expect(socket.getSnapshot()).toMatchObject({
      status: 'connecting',
      reconnecting: false,
      attempt: 0,
    });
    world.clock.advance(9999);
    expect(world.sockets).toHaveLength(2);
  });

  test('that is wrong throws and changes nothing', () => {
    const { socket, world } = createOpen();
    const before = socket.getSnapshot();
    expect(() => socket.update({ url: 'ftp://localhost', protocols: ['b'] })).toThrow(
      expect.objectContaining({ code: 'invalid-url' }),
    );
    expect(() => socket.update({ url: URL_B, protocols: ['b b'] })).toThrow(
      expect.objectContaining({ code: 'invalid-protocol' }),
    );
    socket.update({});
    expect([socket.getSnapshot(), world.sockets.length]).toEqual([before, 1]);
    expect(socket.getSnapshot()).toBe(before);
  });
});

describe('off', () => {
  test.each([{ url: null }, { enabled: false }])(
    'by %o leaves the connection, and nothing remains',
    (change) => {
      const { socket, world, log } = createOpen();
      world.socket.message('a');
      socket.update(change);
      expect(socket.getSnapshot()).toMatchObject({
        status: 'closed',
        url: null,
        nextRetry: null,
        reconnecting: false,
      });
      expect(log.of('close')).toEqual([expect.objectContaining({ cause: 'replaced' })]);
      expect(socket.lastMessage.getSnapshot()).toBeNull();
      world.socket.finishClose();
      world.clock.advance(3_600_000);
      expect([world.sockets.length, leftovers(world)]).toEqual([1, NOTHING_LEFT]);
    },
  );

  test('and on again opens for those who want it', () => {
    const { socket, world } = createOpen();
    socket.update({ enabled: false });
    socket.update({ enabled: true });
    expect([world.sockets.length, world.socket.url]).toEqual([2, URL_A]);
  });

  test('remembers open() until there is a destination', () => {
    const { socket, world } = create({ url: null });
    socket.open();
    expect([world.sockets, socket.getSnapshot().status]).toEqual([[], 'closed']);
    socket.update({ url: URL_A });
    world.socket.accept();
    expect(socket.getSnapshot().status).toBe('open');
  });

  test('remembers close() too', () => {
    const { socket, world } = create({ url: null });
    socket.open();
    socket.close();
    socket.update({ url: URL_A });
    expect(world.sockets).toEqual([]);
  });

  test('keeps what is queued for the destination to come', () => {
    const { socket, world } = create({ url: null });
    socket.send('a');
    socket.update({ url: URL_A });
    socket.open();
    world.socket.accept();
    expect(world.socket.received).toEqual(['a']);
  });

  test('keeps nothing that was queued for the destination before', () => {
    const { socket, world } = createConnecting();
    socket.send('secret for a');
    socket.update({ url: null });
    socket.update({ url: URL_B });
    world.socket.accept();
    expect(world.socket.received).toEqual([]);
  });

  test('stays off with enabled false, whatever the URL', () => {
    const { socket, world } = create({ enabled: false });
    expect([socket.getSnapshot().status, socket.destination.url]).toEqual(['closed', null]);
    socket.retain();
    socket.update({ url: URL_B });
    expect(world.sockets).toEqual([]);
    socket.update({ enabled: undefined });
    expect(world.socket.url).toBe(URL_B);
  });
});
