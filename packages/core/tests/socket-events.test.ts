import type { Snapshot, SocketEvents, TowlineSocket } from '@towline/core';
import { describe, expect, test } from 'vitest';
import {
  create,
  createConnecting,
  createOpen,
  createWaiting,
  type Harness,
  listen,
  URL_B,
} from './harness.js';

/** Writes down every snapshot that is shown, by `subscribe` and by `statechange`. */
function shown(socket: TowlineSocket) {
  const bySubscribe: Snapshot[] = [];
  const byEvent: Snapshot[] = [];
  socket.subscribe(() => bySubscribe.push(socket.getSnapshot()));
  socket.on('statechange', (snapshot) => byEvent.push(snapshot));
  return { bySubscribe, byEvent, statuses: () => bySubscribe.map(({ status }) => status) };
}

describe('a change of the snapshot', () => {
  test('is told once, after it is there, and never at first', () => {
    const { socket, world } = create();
    const { bySubscribe, byEvent, statuses } = shown(socket);
    socket.open();
    world.socket.accept();
    world.socket.drop();
    world.clock.advance(750);
    socket.close();
    expect(statuses()).toEqual(['open', 'closed', 'connecting', 'closed']);
    expect(byEvent).toEqual(bySubscribe);
  });

  test('is one whole: a new destination shows no moment in between', () => {
    const { socket, world } = createOpen();
    const { bySubscribe } = shown(socket);
    socket.update({ url: URL_B });
    expect(bySubscribe).toEqual([
      expect.objectContaining({ status: 'connecting', url: URL_B, attempt: 0, queued: 0 }),
    ]);
    expect(world.sockets).toHaveLength(2);
  });

  test('is none where nothing changes', () => {
    const { socket } = createConnecting();
    const before = socket.getSnapshot();
    const { bySubscribe } = shown(socket);
    socket.open();
    socket.retain()();
    socket.update({ url: 'ws://localhost/a', protocols: [], retry: false });
    expect(bySubscribe).toEqual([]);
    expect(socket.getSnapshot()).toBe(before);
  });

  test('is what every listener of the events that go with it finds', () => {
    const { socket, world } = create();
    const found: string[] = [];
    const note = (type: keyof SocketEvents<string, string>) =>
      socket.on(type, () => {
        const { status, lastClose, lastError, queued } = socket.getSnapshot();
        found.push([type, status, lastClose?.code, lastError?.code, queued].join(' '));
      });
    for (const type of ['open', 'close', 'error', 'drop'] as const) note(type);
    socket.open();
    world.socket.fail();
    world.clock.advance(750);
    world.socket.accept();
    world.socket.drop();
    socket.send('a');
    world.clock.advance(16);
    socket.close();
    expect(found).toEqual([
      'error closed 1006 connect-failed 0',
      'close closed 1006 connect-failed 0',
      'open open 1006  0',
      'close closed 1006  0',
      'drop closed 1006  0',
    ]);
  });

  test('does not stop at a listener that throws', () => {
    const { socket, world } = createConnecting();
    const oops = new Error('oops');
    const fail = () => {
      throw oops;
    };
    socket.subscribe(fail);
    for (const type of ['open', 'close', 'statechange', 'error', 'sent', 'drop'] as const) {
      socket.on(type, fail);
    }
    const log = listen(socket);
    const { statuses } = shown(socket);
    socket.send('a');
    world.socket.accept();
    world.socket.drop();
    world.clock.advance(750);
    world.socket.fail();
    socket.send('b');
    socket.close();
    expect(statuses()).toEqual(['open', 'closed', 'connecting', 'closed', 'closed']);
    expect(log.types()).toEqual(['open', 'sent', 'close', 'error', 'close', 'drop']);
    expect(world.errors.every((error) => error === oops)).toBe(true);
  });
});

describe('events', () => {
  test('are plain values that can be spread and cloned', () => {
    const { world, log } = createConnecting();
    world.socket.accept({ protocol: 'chat.v1', extensions: 'x' });
    world.socket.serverClose(4000, 'later');
    expect(structuredClone(log.of('open'))).toEqual([
      { url: 'ws://localhost/a', protocol: 'chat.v1', extensions: 'x' },
    ]);
    expect(log.of('close').map((close) => ({ ...close }))).toEqual([
      { code: 4000, reason: 'later', wasClean: true, cause: 'server' },
    ]);
  });

  test('can be listened to once, and until a signal', () => {
    const { socket, world } = createOpen();
    const heard: string[] = [];
    const controller = new AbortController();
    socket.on('message', (message) => heard.push(`once ${message}`), { once: true });
    socket.on('message', (message) => heard.push(`until ${message}`), {
      signal: controller.signal,
    });
    world.socket.message('a');
    controller.abort();
    world.socket.message('b');
    expect(heard).toEqual(['once a', 'until a']);
  });
});

/** How to make each event happen, with the socket open at last where nothing else comes in between. */
const TRIGGERS: Readonly<
  Record<keyof SocketEvents<string, string> | 'subscribe', () => [Harness, () => void]>
> = {
  open() {
    const harness = createConnecting();
    return [harness, () => harness.world.socket.accept()];
  },
  subscribe: () => TRIGGERS.open(),
  statechange: () => TRIGGERS.open(),
  message() {
    const harness = createOpen();
    return [harness, () => harness.world.socket.message('a')];
  },
  error() {
    const harness = createConnecting();
    return [harness, () => harness.world.socket.fail()];
  },
  close() {
    const harness = createOpen();
    return [harness, () => harness.world.socket.drop()];
  },
  sent() {
    const harness = createWaiting();
    harness.socket.send('a');
    harness.world.clock.advance(750);
    return [harness, () => harness.world.socket.accept()];
  },
  drop() {
    const harness = createConnecting({ queue: { maxMessages: 1 } });
    harness.socket.send('a');
    return [harness, () => harness.socket.send('b')];
  },
};

describe.each(Object.keys(TRIGGERS) as (keyof typeof TRIGGERS)[])('in a listener of %s', (type) => {
  function during(act: (socket: TowlineSocket) => void) {
    const [{ socket, world, log }, trigger] = TRIGGERS[type]();
    let acted = false;
    const listener = () => {
      if (acted) return;
      acted = true;
      act(socket);
    };
    if (type === 'subscribe') socket.subscribe(listener);
    else socket.on(type, listener);
    trigger();
    expect(acted).toBe(true);
    return { socket, world, log };
  }

  test('close() wins', () => {
    const { socket, world } = during((socket) => socket.close());
    for (const one of world.sockets) one.finishClose();
    world.clock.advance(3_600_000);
    expect(socket.getSnapshot().status).toBe('closed');
    expect([world.live, world.clock.timers]).toEqual([[], 0]);
  });

  test('open() after close() wins', () => {
    const { socket, world } = during((socket) => {
      socket.close();
      socket.open();
    });
    for (const one of [...world.sockets]) one.finishClose();
    world.clock.advance(10);
    world.socket.accept();
    expect(socket.getSnapshot().status).toBe('open');
    expect(world.listened).toEqual([world.socket]);
  });

  test('reconnect() connects anew', () => {
    let before = 0;
    const { socket, world } = during((socket) => {
      before = 1;
      socket.reconnect();
    });
    expect(world.sockets.length).toBeGreaterThan(before);
    expect(world.listened).toEqual([world.socket]);
    world.socket.accept();
    expect(socket.getSnapshot().status).toBe('open');
  });

  test('update() goes to the new destination, and nothing queued for the old one with it', () => {
    const { world } = during((socket) => {
      socket.update({ url: URL_B });
      socket.send('for b');
    });
    expect([world.socket.url, world.listened]).toEqual([URL_B, [world.socket]]);
    world.socket.accept();
    expect(world.socket.received).toEqual(['for b']);
  });

  test('send() is sent, or ends in one event', () => {
    const results: string[] = [];
    const { socket, world, log } = during((socket) => results.push(socket.send('from a listener')));
    world.clock.advance(1500);
    world.socket.accept();
    const ends = [...log.of('sent'), ...log.of('drop')].filter(
      ({ message }) => message === 'from a listener',
    );
    expect([results, ends.length]).toEqual(results[0] === 'sent' ? [['sent'], 0] : [['queued'], 1]);
    expect(
      world.sockets
        .flatMap(({ received }) => received)
        .filter((data) => data === 'from a listener'),
    ).toHaveLength(1);
    expect(socket.queued).toBe(0);
  });

  test('send() after close() is dropped', () => {
    const results: string[] = [];
    const { log } = during((socket) => {
      socket.close();
      results.push(socket.send('late'));
    });
    expect(results).toEqual(['dropped']);
    expect(log.of('drop').filter(({ message }) => message === 'late')).toEqual([
      { message: 'late', reason: 'closed' },
    ]);
  });
});
