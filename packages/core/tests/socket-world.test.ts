import {
  backoff,
  createWebSocket,
  type Environment,
  heartbeat,
  type RetryPolicy,
  type WorldSignal,
} from '@towline/core';
import { type Document, Window } from 'happy-dom';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { platform } from '../src/env.js';
import {
  create,
  createConnecting,
  createOpen,
  createWaiting,
  enter,
  type Harness,
  leftovers,
  NOTHING_LEFT,
  PHASES,
  type PhaseName,
  URL_A,
  URL_B,
} from './harness.js';

const status = ({ socket }: Harness) => socket.getSnapshot().status;
const SIGNALS: readonly WorldSignal[] = ['wake', 'offline', 'hide', 'show'];

/** How a connection ends that the page took with it. */
const PUT_AWAY = { code: 1006, reason: '', wasClean: false, cause: 'page' };

describe('a wait', () => {
  test('ends when the page wakes: it tries now', () => {
    const harness = createWaiting();
    const { socket, world } = harness;
    world.clock.advance(10);
    world.signal('wake');
    expect(world.sockets).toHaveLength(2);
    expect(socket.getSnapshot()).toMatchObject({
      status: 'connecting',
      reconnecting: true,
      attempt: 1,
      nextRetry: null,
    });
    world.clock.advance(9999);
    expect(world.sockets).toHaveLength(2);
  });

  test('is stretched to 30 s where the network has gone', () => {
    const { socket, world } = createWaiting();
    world.clock.advance(500);
    world.online = false;
    world.signal('offline');
    expect(socket.getSnapshot().nextRetry).toEqual({
      at: world.clock.wallTime + 30_000,
      delay: 30_000,
      reason: 'network',
    });
    world.clock.advance(29_999);
    expect(world.sockets).toHaveLength(1);
    world.clock.advance(1);
    expect(world.sockets).toHaveLength(2);
  });

  test('that is longer is not cut short by that', () => {
    const { socket, world } = createWaiting({ retry: () => 60_000 });
    const at = socket.getSnapshot().nextRetry?.at;
    world.clock.advance(1000);
    world.signal('offline');
    expect(socket.getSnapshot().nextRetry?.at).toBe(at);
    world.clock.advance(58_999);
    expect(world.sockets).toHaveLength(1);
    world.clock.advance(1);
    expect(world.sockets).toHaveLength(2);
  });

  test('that was stretched ends when the network is back', () => {
    const { world } = createWaiting();
    world.online = false;
    world.signal('offline');
    world.clock.advance(5000);
    world.online = true;
    world.signal('wake');
    expect(world.sockets).toHaveLength(2);
  });

  test('is 30 s for later tries too while the network is gone, and usual after', () => {
    const { socket, world } = createWaiting();
    world.online = false;
    world.signal('offline');
    for (let count = 2; count < 5; count++) {
      world.clock.advance(30_000);
      expect(world.sockets).toHaveLength(count);
      world.socket.fail();
      expect(socket.getSnapshot().nextRetry?.delay).toBe(30_000);
    }
    world.online = true;
    world.signal('wake');
    world.socket.fail();
    expect(socket.getSnapshot().nextRetry?.delay).toBeCloseTo(1500 * 1.12 ** 4 * 0.75);
  });

  test('is as long with a backoff of one’s own', () => {
    const { socket, world } = createOpen({ retry: backoff() });
    world.online = false;
    world.socket.drop();
    expect(socket.getSnapshot().nextRetry?.delay).toBe(30_000);
  });

  test('is told to the policy of the user as what it would be', () => {
    const told: unknown[] = [];
    const retry: RetryPolicy = (_close, _attempt, delay) => {
      told.push(delay);
      return delay;
    };
    const { socket, world } = createOpen({ retry });
    world.online = false;
    world.socket.drop();
    expect([told, socket.getSnapshot().nextRetry?.delay]).toEqual([[30_000], 30_000]);
  });

  test('does not come about where the code ends it, network or not', () => {
    const { socket, world } = createOpen();
    world.online = false;
    world.socket.serverClose(1000);
    expect(socket.getSnapshot().nextRetry).toBeNull();
  });

  test('ends when the page is shown again', () => {
    const { world } = createWaiting();
    world.signal('hide');
    expect(world.sockets).toHaveLength(1);
    world.signal('show');
    expect(world.sockets).toHaveLength(2);
  });
});

test('being offline stops no first try, since a server may be near', () => {
  const harness = create();
  harness.world.online = false;
  harness.socket.open();
  harness.world.signal('offline');
  harness.world.socket.accept();
  expect(status(harness)).toBe('open');
});

describe('a page that is put away', () => {
  test('closes with cause page, and opens again when it is back', () => {
    const harness = createOpen();
    const { socket, world, log } = harness;
    world.signal('hide');
    expect(log.of('close')).toEqual([PUT_AWAY]);
    expect(socket.getSnapshot()).toMatchObject({
      status: 'closed',
      nextRetry: null,
      lastClose: PUT_AWAY,
    });
    expect(world.socket.closeCalls).toEqual([{ code: 1000, reason: '' }]);
    expect([world.listened, world.clock.timers]).toEqual([[], 0]);
    world.signal('wake');
    expect(world.sockets).toHaveLength(1);
    world.signal('show');
    expect(world.sockets).toHaveLength(2);
    world.socket.accept();
    expect(status(harness)).toBe('open');
  });

  test('keeps the queue', () => {
    const { socket, world, log } = createConnecting();
    socket.send('before');
    world.signal('hide');
    expect(socket.send('meanwhile')).toBe('queued');
    world.signal('show');
    world.socket.accept();
    expect([world.socket.received, log.of('drop')]).toEqual([['before', 'meanwhile'], []]);
  });

  test('ends an attempt at whatever stage', () => {
    const signals: AbortSignal[] = [];
    const harness = createConnecting({
      prepare({ signal }) {
        signals.push(signal);
        return new Promise(() => {});
      },
    });
    const { world, log } = harness;
    world.signal('hide');
    expect(signals[0]?.aborted).toBe(true);
    expect([log.of('close'), world.clock.timers]).toEqual([[PUT_AWAY], 0]);
    world.signal('show');
    expect([signals.length, status(harness)]).toEqual([2, 'connecting']);
  });

  test('opens for a holder again too', () => {
    const harness = create();
    harness.socket.retain();
    harness.world.socket.accept();
    harness.world.signal('hide');
    harness.world.signal('show');
    expect(harness.world.sockets).toHaveLength(2);
  });

  test('opens by open() without waiting for its return, and once', () => {
    const { socket, world } = createOpen();
    world.signal('hide');
    socket.open();
    expect(world.sockets).toHaveLength(2);
    world.socket.accept();
    expect(leftovers(world)).toMatchObject({ listeners: 1, listened: 1 });
  });

  test('does not open after close(), whether that came before or after', () => {
    for (const before of [true, false]) {
      const harness = createOpen();
      const { socket, world } = harness;
      if (before) socket.close();
      world.signal('hide');
      if (!before) socket.close();
      world.signal('show');
      world.socket.finishClose();
      expect([world.sockets.length, status(harness)]).toEqual([1, 'closed']);
      expect(leftovers(world)).toEqual(NOTHING_LEFT);
    }
  });

  test('does not open what a close code ended', () => {
    const { world } = enter('closed by the server');
    world.signal('hide');
    world.signal('show');
    expect(world.sockets).toHaveLength(1);
  });

  test('leaves nothing behind where the last holder goes meanwhile', () => {
    const { socket, world } = create({ linger: 100 });
    const release = socket.retain();
    world.socket.accept();
    world.signal('hide');
    release();
    world.clock.advance(100);
    expect(leftovers(world)).toMatchObject({ timers: 0, listeners: 0 });
    world.signal('show');
    expect(world.sockets).toHaveLength(1);
  });

  test('leaves nothing behind where the last holder had gone just before', () => {
    const { socket, world } = create({ linger: 100 });
    socket.retain()();
    world.socket.accept();
    world.signal('hide');
    world.signal('show');
    world.clock.advance(100);
    expect(world.sockets).toHaveLength(1);
    expect(leftovers(world)).toMatchObject({ timers: 0, listeners: 0 });
  });

  test('leaves nothing behind where it is switched off meanwhile', () => {
    const { socket, world } = createOpen();
    world.signal('hide');
    socket.update({ url: null });
    expect(leftovers(world)).toMatchObject({ timers: 0, listeners: 0 });
  });

  test('goes to the destination that was given meanwhile', () => {
    const { socket, world } = createOpen();
    world.signal('hide');
    socket.update({ url: URL_B });
    world.signal('show');
    world.socket.accept();
    expect([world.socket.url, socket.getSnapshot().status]).toEqual([URL_B, 'open']);
    expect(world.listened).toHaveLength(1);
  });
});

describe('a page that is shown again', () => {
  test('leaves a socket that was not closed: it is dead, whatever it says', () => {
    const harness = createOpen();
    const { world, log } = harness;
    const [dead] = world.sockets;
    world.signal('show');
    expect(log.of('close')).toEqual([PUT_AWAY]);
    expect([dead?.listened, world.sockets.length, status(harness)]).toEqual([
      false,
      2,
      'connecting',
    ]);
    log.clear();
    dead?.message('late');
    dead?.drop();
    expect(log.entries).toEqual([]);
    world.socket.accept();
    expect(status(harness)).toBe('open');
  });

  test('wakes first, as browsers say it, and opens one connection only', () => {
    const { world } = createOpen({ heartbeat: heartbeat({ message: 'ping' }) });
    for (const type of ['hide', 'wake', 'wake', 'show', 'wake'] as const) world.signal(type);
    expect(world.sockets).toHaveLength(2);
  });

  test('begins an attempt anew', () => {
    const { world, socket } = createWaiting();
    world.clock.advance(750);
    world.signal('show');
    expect([world.sockets.length, world.listened.length]).toEqual([3, 1]);
    expect(socket.getSnapshot()).toMatchObject({ status: 'connecting', attempt: 1 });
  });
});

describe('the page and the network', () => {
  const LISTENERS: Readonly<Record<PhaseName, number>> = {
    idle: 0,
    connecting: 1,
    open: 1,
    closing: 1,
    waiting: 1,
    'closed by the user': 0,
    'closed by the server': 0,
    off: 0,
  };

  test.each(PHASES)('are listened to only while there is a connection: %s', (phase) => {
    const { world } = enter(phase);
    expect(world.listeners).toBe(LISTENERS[phase]);
  });

  test.each(PHASES)('may say anything when it is %s, and close() still leaves nothing', (phase) => {
    for (const first of SIGNALS) {
      for (const second of SIGNALS) {
        const { socket, world } = enter(phase);
        world.signal(first);
        world.signal(second);
        expect(world.listened.length).toBeLessThan(2);
        socket.close();
        world.clock.advance(3000);
        expect(leftovers(world)).toMatchObject({ timers: 0, listened: 0, listeners: 0 });
      }
    }
  });

  test('are no longer listened to after the release', () => {
    const { socket, world } = create({ linger: 100 });
    const release = socket.retain();
    world.socket.accept();
    release();
    expect(world.listeners).toBe(1);
    world.clock.advance(100);
    world.socket.finishClose();
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('are listened to once, through many connections', () => {
    const { world, socket } = createOpen();
    for (let count = 0; count < 5; count++) {
      socket.reconnect();
      world.socket.accept();
      world.socket.drop();
      world.clock.advance(5000);
      expect(world.listeners).toBe(1);
    }
  });

  test('are heard also in the middle of a step, when its turn comes', () => {
    const harness = createOpen();
    const { socket, world } = harness;
    socket.on('close', () => world.signal('wake'), { once: true });
    world.socket.drop();
    expect([world.sockets.length, status(harness)]).toEqual([2, 'connecting']);
  });
});

test('nothing of the page and the network is touched before it is wanted', () => {
  const touched: string[] = [];
  const environment: Partial<Environment> = {
    get online() {
      touched.push('online');
      return true;
    },
    get listen() {
      touched.push('listen');
      return () => () => {};
    },
  };
  const { socket } = create({ environment, heartbeat: heartbeat({ message: 'ping' }) });
  socket.getSnapshot();
  socket.getServerSnapshot();
  socket.subscribe(() => {})();
  socket.send('a');
  socket.update({ url: URL_B });
  socket.update({ url: null });
  socket.close();
  createWebSocket(URL_A, { environment });
  expect(touched).toEqual([]);
  socket.update({ url: URL_A });
  socket.retain();
  expect(touched).toEqual(['listen']);
});

describe('the platform', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('listens to these and no others: never to beforeunload, and freeze needs nothing', () => {
    const types: string[] = [];
    const target = {
      addEventListener: (type: string) => types.push(type),
      removeEventListener() {},
    };
    vi.stubGlobal('window', target);
    vi.stubGlobal('document', target);
    platform.listen(() => {})();
    expect(types.sort()).toEqual([
      'offline',
      'online',
      'pagehide',
      'pageshow',
      'resume',
      'visibilitychange',
    ]);
  });

  /** A page as far as it is listened to; answers with what it told, and how it is told. */
  function createPage() {
    const window = new Window();
    const { document } = window;
    vi.stubGlobal('window', window);
    vi.stubGlobal('document', document);
    const told: WorldSignal[] = [];
    const stop = platform.listen((type) => told.push(type));
    /** As browsers do: of these events none bubbles but the first. */
    const say = (target: Window | Document, type: string, fields = {}) => {
      const event = new window.Event(type, { bubbles: type === 'visibilitychange' });
      target.dispatchEvent(Object.assign(event, fields));
    };
    const show = (visibilityState: DocumentVisibilityState) =>
      Object.defineProperty(document, 'visibilityState', {
        value: visibilityState,
        configurable: true,
      });
    const sayAll = () => {
      for (const type of ['online', 'offline']) say(window, type);
      for (const type of ['resume', 'visibilitychange']) say(document, type);
      for (const type of ['pagehide', 'pageshow']) say(window, type, { persisted: true });
    };
    return { window, document, told, stop, say, sayAll, show };
  }

  test('tells what the network says', () => {
    const { window, told, say } = createPage();
    say(window, 'offline');
    say(window, 'online');
    expect(told).toEqual(['offline', 'wake']);
  });

  test('tells that the page is visible or resumed, and not that it is hidden', () => {
    const { document, told, say, show } = createPage();
    show('hidden');
    say(document, 'visibilitychange');
    expect(told).toEqual([]);
    show('visible');
    say(document, 'visibilitychange');
    say(document, 'resume');
    expect(told).toEqual(['wake', 'wake']);
  });

  test('tells of the back/forward cache, and of no other leaving or coming', () => {
    const { window, told, say } = createPage();
    for (const persisted of [false, true]) {
      say(window, 'pagehide', { persisted });
      say(window, 'pageshow', { persisted });
    }
    expect(told).toEqual(['hide', 'show']);
  });

  test('tells nothing more once it is stopped', () => {
    const { told, stop, sayAll } = createPage();
    sayAll();
    expect(told).toEqual(['wake', 'offline', 'wake', 'wake', 'hide', 'show']);
    stop();
    sayAll();
    expect(told).toHaveLength(6);
  });

  test('stops at the page it listened to, also where that is no longer the global one', () => {
    const { told, stop, sayAll } = createPage();
    vi.unstubAllGlobals();
    stop();
    sayAll();
    expect(told).toEqual([]);
  });

  test.each([
    ['there is no page', undefined, undefined],
    ['there is a window without events', {}, undefined],
    ['there is a document without events', {}, {}],
  ])('does no harm where %s', (_name, window, document) => {
    vi.stubGlobal('window', window);
    vi.stubGlobal('document', document);
    const told: WorldSignal[] = [];
    const stop = platform.listen((type) => told.push(type));
    stop();
    expect(told).toEqual([]);
  });

  test.each([
    ['said to be gone', { onLine: false }, false],
    ['there', { onLine: true }, true],
    ['not spoken of', {}, true],
    ['unknown, without a navigator', undefined, true],
  ])('has a network that is %s', (_name, navigator, online) => {
    vi.stubGlobal('navigator', navigator);
    expect(platform.online).toBe(online);
  });

  test('ends a wait of a socket that listens to it', () => {
    const { window, say } = createPage();
    const { world } = createWaiting({ environment: { listen: platform.listen } });
    say(window, 'online');
    expect(world.sockets).toHaveLength(2);
  });
});
