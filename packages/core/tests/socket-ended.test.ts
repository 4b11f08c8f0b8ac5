import { describe, expect, test } from 'vitest';
import { snapshotOf } from '../src/snapshot.js';
import { create, createOpen, createWaiting, enter, PHASES, URL_B } from './harness.js';
import { ALL_STATES } from './machine/samples.js';

const FACTS = {
  lastError: null,
  url: null,
  protocol: '',
  extensions: '',
  bufferedAmount: 0,
  queued: 0,
  queuedBytes: 0,
  destined: true,
  nextRetry: null,
} as const;

describe('ended', () => {
  test('is true in the phase closed, and in no other', () => {
    for (const state of ALL_STATES) {
      expect(snapshotOf(state, FACTS).ended).toBe(state.phase === 'closed');
    }
  });

  test.each(PHASES)('is right when it is %s', (phase) => {
    expect(enter(phase).socket.getSnapshot().ended).toBe(phase.startsWith('closed'));
  });

  test('is false at first, and on a server', () => {
    for (const url of [undefined, null]) {
      const { socket } = create({ url: url as never });
      expect([socket.getSnapshot().ended, socket.getServerSnapshot().ended]).toEqual([
        false,
        false,
      ]);
    }
  });

  test('is told of, also where the status stays the same', () => {
    for (const { socket } of [createWaiting(), create({ url: null })]) {
      const told: boolean[] = [];
      expect(socket.getSnapshot().status).toBe('closed');
      socket.subscribe(() => told.push(socket.getSnapshot().ended));
      socket.close();
      expect(told).toEqual([true]);
    }
  });

  test('is true only when the closing handshake is over', () => {
    const { socket, world } = createOpen();
    socket.close();
    expect(socket.getSnapshot()).toMatchObject({ status: 'closing', ended: false });
    world.socket.finishClose();
    expect(socket.getSnapshot()).toMatchObject({ status: 'closed', ended: true });
  });

  test.each(['closed by the user', 'closed by the server'] as const)(
    'is false again after open(), and where it goes elsewhere, when it was %s',
    (phase) => {
      const opened = enter(phase);
      opened.socket.open();
      expect(opened.socket.getSnapshot()).toMatchObject({ status: 'connecting', ended: false });
      const moved = enter(phase);
      moved.socket.update({ url: URL_B });
      expect(moved.socket.getSnapshot().ended).toBe(false);
    },
  );

  test('is true where the retry policy gave up, and where it cannot be opened here', () => {
    const { socket, world } = createOpen({ retry: false });
    world.socket.drop();
    expect(socket.getSnapshot().ended).toBe(true);
    const homeless = create({ url: '/ws', world: { baseUrl: null } });
    homeless.socket.retain();
    expect(homeless.socket.getSnapshot()).toMatchObject({ ended: true, url: '/ws' });
  });

  test('stays false while it will come back', () => {
    const { socket, world } = createWaiting();
    const seen = new Set<boolean>();
    socket.subscribe(() => seen.add(socket.getSnapshot().ended));
    world.clock.advance(750);
    world.socket.fail();
    world.clock.advance(5000);
    world.socket.accept();
    expect(seen).toEqual(new Set([false]));
  });
});
