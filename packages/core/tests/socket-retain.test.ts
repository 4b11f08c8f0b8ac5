import { describe, expect, test } from 'vitest';
import { create, createConnecting, createOpen, leftovers, NOTHING_LEFT } from './harness.js';

describe('retain()', () => {
  test('opens, and many are one connection', () => {
    const { socket, world } = create();
    socket.retain();
    socket.retain();
    expect(world.sockets).toHaveLength(1);
  });

  test('keeps it open for 1,000 ms after the last has left, and then closes with 1000', () => {
    const { socket, world, log } = create();
    const releases = [socket.retain(), socket.retain()];
    world.socket.accept();
    for (const release of releases) release();
    world.clock.advance(999);
    expect(socket.getSnapshot().status).toBe('open');
    world.clock.advance(1);
    expect(world.socket.closeCalls).toEqual([{ code: 1000, reason: '' }]);
    world.socket.finishClose();
    expect(log.of('close')).toEqual([
      { code: 1000, reason: '', wasClean: true, cause: 'released' },
    ]);
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('again within the linger finds the connection as it was', () => {
    const { socket, world, log } = create();
    socket.retain()();
    world.socket.accept();
    log.clear();
    for (let index = 0; index < 5; index++) {
      world.clock.advance(999);
      socket.retain()();
    }
    socket.retain();
    world.clock.advance(60_000);
    expect([world.sockets.length, log.entries]).toEqual([1, []]);
  });

  test('again while it closes opens it again, and what was sent meanwhile goes out', () => {
    const { socket, world, log } = create();
    socket.retain()();
    world.socket.accept();
    world.clock.advance(1000);
    expect(socket.send('a')).toBe('queued');
    socket.retain();
    world.socket.finishClose();
    world.socket.accept();
    expect([world.socket.received, log.of('drop')]).toEqual([['a'], []]);
  });

  test('and left again while it closes does not open it', () => {
    const { socket, world } = create({ closeTimeout: 5000 });
    socket.retain()();
    world.socket.accept();
    world.clock.advance(1000);
    socket.retain()();
    world.clock.advance(1000);
    world.socket.finishClose();
    expect([world.sockets.length, socket.getSnapshot().status]).toEqual([1, 'closed']);
  });

  test('that ends while connecting leaves nothing open', () => {
    const { socket, world, log } = create();
    socket.retain()();
    world.clock.advance(1000);
    expect([world.listened, socket.getSnapshot().status]).toEqual([[], 'closed']);
    expect(log.of('close')).toEqual([
      { code: 1006, reason: '', wasClean: false, cause: 'released' },
    ]);
    world.socket.accept();
    world.socket.finishClose();
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('that ends while it waits ends the wait', () => {
    const { socket, world } = create({ retry: () => 60_000 });
    const release = socket.retain();
    world.socket.fail();
    release();
    world.clock.advance(1000);
    expect(socket.getSnapshot()).toMatchObject({ nextRetry: null, reconnecting: false });
    world.clock.advance(3_600_000);
    expect(world.sockets).toHaveLength(1);
  });

  test('closes at once where nothing lingers', () => {
    const { socket, world } = create({ linger: 0 });
    const release = socket.retain();
    world.socket.accept();
    release();
    world.clock.advance(0);
    expect(world.socket.readyState).toBe(2);
  });

  test('does not open again what a close code ended, until all have left', () => {
    const { socket, world } = create();
    const release = socket.retain();
    world.socket.accept();
    world.socket.serverClose(1008);
    socket.retain()();
    expect(world.sockets).toHaveLength(1);
    release();
    world.clock.advance(1000);
    socket.retain();
    expect(world.sockets).toHaveLength(2);
  });

  test('does not undo a close() of the user', () => {
    const { socket, world } = createOpen();
    socket.close();
    socket.retain();
    world.socket.finishClose();
    socket.retain();
    expect(world.sockets).toHaveLength(1);
  });

  test('never throws: what makes it impossible is an error, and it is closed', () => {
    for (const [url, baseUrl, code] of [
      ['/ws', null, 'invalid-url'],
      ['ws://example.com/', 'https://example.com/', 'insecure-url'],
    ] as const) {
      const { socket, world, log } = create({ url, world: { baseUrl } });
      socket.retain();
      expect(log.of('error')).toEqual([expect.objectContaining({ code })]);
      expect(socket.getSnapshot()).toMatchObject({
        status: 'closed',
        nextRetry: null,
        lastError: { code },
      });
      world.clock.advance(60_000);
      expect(world.sockets).toEqual([]);
    }
  });
});

describe('open()', () => {
  test('is a hold of its own, which no release ends', () => {
    const { socket, world } = createConnecting();
    socket.retain()();
    world.clock.advance(60_000);
    expect(world.listened).toHaveLength(1);
  });

  test('ends with the owner', () => {
    const { socket, world } = create();
    const release = socket.retain({ owner: true });
    socket.open();
    world.socket.accept();
    release();
    world.clock.advance(1000);
    expect(world.socket.readyState).toBe(2);
  });

  test('during the linger keeps the connection', () => {
    const { socket, world } = create();
    socket.retain()();
    world.socket.accept();
    socket.open();
    world.clock.advance(60_000);
    expect(socket.getSnapshot().status).toBe('open');
  });
});

test('subscribing and listening never open anything', () => {
  const { socket, world } = create();
  socket.subscribe(() => {});
  socket.on('message', () => {});
  socket.lastMessage.subscribe(() => {});
  socket.collect({ receive() {}, reset() {} });
  expect(leftovers(world)).toEqual(NOTHING_LEFT);
  expect(socket.getSnapshot()).toBe(socket.getServerSnapshot());
});

describe('what was put away with the page', () => {
  test('drops what is queued once nobody holds it any more', () => {
    const { world, socket, log } = create();
    const release = socket.retain();
    expect(socket.send('queued')).toBe('queued');
    world.signal('hide');
    release();
    world.clock.advance(1000);
    expect(log.of('drop')).toEqual([{ message: 'queued', reason: 'released' }]);
  });
});
