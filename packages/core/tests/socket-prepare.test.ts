import type { Preparation, Prepare, Prepared } from '@towline/core';
import { describe, expect, test } from 'vitest';
import {
  create,
  createConnecting,
  createOpen,
  defer,
  type Harness,
  leftovers,
  NOTHING_LEFT,
  settle,
  URL_A,
  URL_B,
} from './harness.js';

/** A `prepare` that writes down what it was told, and answers with what `answer` gives. */
function recorded(answer: Prepare = () => undefined) {
  const asked: Preparation[] = [];
  const prepare: Prepare = (preparation) => {
    asked.push(preparation);
    return answer(preparation);
  };
  return { asked, prepare };
}

/** One that answers when the test says so, a promise for each attempt. */
function pending() {
  const answers: ReturnType<typeof defer<Prepared>>[] = [];
  const { asked, prepare } = recorded(() => {
    const answer = defer<Prepared>();
    answers.push(answer);
    return answer.promise;
  });
  return { asked, answers, prepare };
}

const constructed = ({ world }: Harness) => world.sockets.map(({ url }) => url);

/** How an attempt ends that failed in `prepare`. */
const FAILED = { code: 1006, reason: '', wasClean: false, cause: 'prepare' };

describe('prepare', () => {
  test('that answers at once is followed by the connection at once', () => {
    const harness = createConnecting({ prepare: () => ({ url: `${URL_A}?token=1` }) });
    expect(constructed(harness)).toEqual([`${URL_A}?token=1`]);
    harness.world.socket.accept();
    expect(harness.socket.getSnapshot()).toMatchObject({
      status: 'open',
      url: `${URL_A}?token=1`,
    });
  });

  test('that answers later is waited for, and reads as connecting', async () => {
    const { answers, prepare } = pending();
    const harness = createConnecting({ prepare });
    await settle();
    expect(harness.socket.getSnapshot()).toMatchObject({ status: 'connecting', url: URL_A });
    expect(constructed(harness)).toEqual([]);
    answers[0]?.resolve({ url: URL_B, protocols: ['fresh'] });
    await settle();
    expect(constructed(harness)).toEqual([URL_B]);
    expect(harness.world.socket.protocols).toEqual(['fresh']);
  });

  test.each([
    ['nothing', undefined, URL_A, ['a']],
    ['an empty answer', {}, URL_A, ['a']],
    ['a URL', { url: new URL(URL_B) }, URL_B, ['a']],
    ['a relative URL', { url: '/c' }, 'ws://localhost/c', ['a']],
    ['one protocol', { protocols: 'b' }, URL_A, ['b']],
    ['no protocols', { protocols: [] }, URL_A, []],
  ])('that answers %s leaves the rest as it is', (_name, answer, url, protocols) => {
    const harness = createConnecting({ protocols: ['a'], prepare: () => answer });
    expect(constructed(harness)).toEqual([url]);
    expect(harness.world.socket.protocols).toEqual(protocols);
  });

  test('is not called before the connection is wanted', () => {
    const { asked, prepare } = recorded();
    const { socket } = create({ prepare });
    socket.send('a');
    socket.subscribe(() => {});
    expect(asked).toEqual([]);
    socket.retain();
    expect(asked).toHaveLength(1);
  });

  test('is called when the state it works for is shown', () => {
    const shown: unknown[] = [];
    const { socket } = create({
      prepare() {
        shown.push(socket.getSnapshot().status, socket.getSnapshot().attempt);
        return undefined;
      },
      retry: () => 0,
    });
    socket.update({ url: null });
    socket.update({ url: URL_A });
    socket.open();
    expect(shown).toEqual(['connecting', 0]);
  });

  test('answers for one attempt only, and is told of each', async () => {
    const { asked, answers, prepare } = pending();
    const harness = createConnecting({ protocols: ['a', 'b'], prepare });
    const { world } = harness;
    answers[0]?.resolve({ url: `${URL_A}?1`, protocols: [] });
    await settle();
    world.socket.fail();
    world.clock.advance(750);
    answers[1]?.resolve(undefined);
    await settle();
    expect(constructed(harness)).toEqual([`${URL_A}?1`, URL_A]);
    expect(world.socket.protocols).toEqual(['a', 'b']);
    world.socket.accept();
    world.socket.serverClose(4000, 'later');
    world.clock.advance(1300);
    const told = { url: URL_A, protocols: ['a', 'b'], signal: expect.any(AbortSignal) };
    expect(asked).toEqual([
      { ...told, attempt: 0, last: null },
      {
        ...told,
        attempt: 1,
        last: { code: 1006, reason: '', wasClean: false, cause: 'network' },
      },
      {
        ...told,
        attempt: 2,
        last: { code: 4000, reason: 'later', wasClean: true, cause: 'server' },
      },
    ]);
  });

  test('leaves the queue and the destination alone', () => {
    const { socket, world, log } = createConnecting({ prepare: () => ({ url: URL_B }) });
    const { destination } = socket;
    socket.send('a');
    world.socket.fail();
    world.clock.advance(750);
    world.socket.accept();
    expect(world.socket.received).toEqual(['a']);
    expect(log.of('drop')).toEqual([]);
    expect(socket.destination).toBe(destination);
    expect(destination.url).toBe(URL_A);
  });

  test('is asked anew by reconnect(), and the answer of before is not heard', async () => {
    const { asked, answers, prepare } = pending();
    const harness = createConnecting({ prepare });
    harness.socket.reconnect();
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    answers[1]?.resolve({ url: `${URL_A}?2` });
    answers[0]?.resolve({ url: `${URL_A}?1` });
    await settle();
    expect(constructed(harness)).toEqual([`${URL_A}?2`]);
  });

  test('has its signal aborted when the attempt is over after its answer', () => {
    const { asked, prepare } = recorded();
    const { world } = createConnecting({ prepare });
    expect(asked[0]?.signal.aborted).toBe(false);
    world.socket.fail();
    expect(asked[0]?.signal.aborted).toBe(true);
  });

  test('has its signal aborted also where an authenticate came after it', () => {
    const { asked, prepare } = recorded();
    const { world } = createConnecting({ prepare, authenticate: () => undefined });
    world.socket.accept();
    expect(asked[0]?.signal.aborted).toBe(false);
    world.socket.drop();
    expect(asked[0]?.signal.aborted).toBe(true);
  });

  test('is live: the next attempt is prepared by the function of the moment', () => {
    const harness = createConnecting({ prepare: () => ({ url: `${URL_A}?old` }) });
    const { socket, world } = harness;
    socket.update({ prepare: () => ({ url: `${URL_A}?new` }) });
    world.socket.fail();
    world.clock.advance(750);
    socket.update({ prepare: undefined });
    world.socket.fail();
    world.clock.advance(1300);
    expect(constructed(harness)).toEqual([`${URL_A}?old`, `${URL_A}?new`, URL_A]);
  });

  test('that is given while nothing is prepared changes nothing of this attempt', () => {
    const { asked, prepare } = recorded();
    const { socket, world } = createConnecting();
    socket.update({ prepare });
    world.socket.accept();
    expect([asked.length, world.sockets.length]).toEqual([0, 1]);
  });
});

const reason = new Error('no token');

test('a preparation that is too late sends no later attempt elsewhere', async () => {
  const { prepare, answers } = pending();
  const harness = createConnecting({ prepare });
  harness.socket.close();
  answers[0]?.resolve({ url: URL_B });
  await settle();
  harness.socket.update({ prepare: undefined });
  harness.socket.open();
  expect(constructed(harness)).toEqual([URL_A]);
});

test('a preparation that a listener takes away as the attempt begins is left out', () => {
  const { prepare, asked } = recorded();
  const harness = createOpen({ prepare });
  harness.world.socket.drop();
  harness.socket.on('statechange', ({ status }) => {
    if (status === 'connecting') harness.socket.update({ prepare: undefined });
  });
  harness.world.clock.advance(5000);
  expect(harness.log.of('error')).toEqual([]);
  expect([constructed(harness), asked.length]).toEqual([[URL_A, URL_A], 1]);
});

describe('a preparation that fails', () => {
  test.each<[string, Prepare, unknown]>([
    [
      'throws',
      () => {
        throw reason;
      },
      reason,
    ],
    ['rejects', () => Promise.reject(reason), reason],
    ['answers what is no URL', () => ({ url: 'http://' }), { code: 'invalid-url' }],
    ['answers that later', async () => ({ url: 'ftp://localhost' }), { code: 'invalid-url' }],
    ['answers null', () => ({ url: null }) as never, { code: 'invalid-url' }],
    ['answers wrong protocols', () => ({ protocols: 'a b' }), { code: 'invalid-protocol' }],
  ])('because it %s is a failed attempt, and another one follows', async (_name, fail, cause) => {
    let broken = true;
    const { asked, prepare } = recorded((preparation) =>
      broken ? fail(preparation) : { url: URL_B },
    );
    const harness = createConnecting({ prepare });
    const { socket, world, log } = harness;
    await settle();
    expect(log.types()).toEqual(['error', 'close']);
    expect(log.of('error')[0]).toMatchObject({ code: 'prepare-failed', cause });
    expect(log.of('close')).toEqual([FAILED]);
    expect(socket.getSnapshot()).toMatchObject({
      status: 'closed',
      reconnecting: true,
      attempt: 1,
      lastClose: FAILED,
      lastError: log.of('error')[0],
      nextRetry: { delay: 750, reason: 'prepare' },
    });
    expect([constructed(harness), asked[0]?.signal.aborted]).toEqual([[], true]);
    broken = false;
    world.clock.advance(750);
    expect(asked[1]).toMatchObject({ attempt: 1, last: FAILED });
    world.socket.accept();
    expect(socket.getSnapshot()).toMatchObject({ status: 'open', url: URL_B, lastError: null });
  });

  test.each([
    ['a relative URL where there is no page', null, '/c'],
    ['an insecure one in a page that came by https', 'https://example.com/', 'ws://example.com/c'],
  ])('because it answers %s is no different', (_name, baseUrl, url) => {
    const answers: Prepared[] = [{ url }, { url: 'wss://example.com/c' }];
    const harness = createConnecting({
      url: 'wss://example.com/a',
      world: { baseUrl },
      prepare: () => answers.shift(),
    });
    const { socket, world, log } = harness;
    expect(log.of('close')).toEqual([FAILED]);
    expect(socket.getSnapshot()).toMatchObject({ reconnecting: true, nextRetry: { delay: 750 } });
    world.clock.advance(750);
    expect(constructed(harness)).toEqual(['wss://example.com/c']);
  });

  test('ends it where the retry policy says so', () => {
    const { socket, world } = createConnecting({
      prepare: () => {
        throw reason;
      },
      retry: (close) => (close.cause === 'prepare' ? null : 5),
    });
    expect(socket.getSnapshot()).toMatchObject({ status: 'closed', nextRetry: null });
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('is not reported as an unhandled rejection when it is over already', async () => {
    const { answers, prepare } = pending();
    const { socket, world, log } = createConnecting({ prepare });
    socket.close();
    log.clear();
    answers[0]?.reject(reason);
    await settle();
    expect([log.entries, world.errors]).toEqual([[], []]);
  });
});

describe('a preparation that never ends', () => {
  test('is left at connectTimeout, with its signal aborted, and another one follows', async () => {
    const { asked, answers, prepare } = pending();
    const harness = createConnecting({ prepare, connectTimeout: 3000 });
    const { socket, world, log } = harness;
    world.clock.advance(2999);
    expect([socket.getSnapshot().status, asked[0]?.signal.aborted]).toEqual(['connecting', false]);
    world.clock.advance(1);
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(log.of('error')).toEqual([expect.objectContaining({ code: 'connect-timeout' })]);
    expect(log.of('close')).toEqual([{ ...FAILED, cause: 'timeout' }]);
    world.clock.advance(750);
    expect(asked).toHaveLength(2);
    answers[0]?.resolve({ url: `${URL_A}?late` });
    await settle();
    expect(constructed(harness)).toEqual([]);
    answers[1]?.resolve(undefined);
    await settle();
    expect(constructed(harness)).toEqual([URL_A]);
  });

  test('has one deadline together with the connection', async () => {
    const { answers, prepare } = pending();
    const { socket, world } = createConnecting({ prepare });
    world.clock.advance(9000);
    answers[0]?.resolve(undefined);
    await settle();
    world.clock.advance(999);
    expect(socket.getSnapshot().status).toBe('connecting');
    world.clock.advance(1);
    expect(socket.getSnapshot().lastClose?.cause).toBe('timeout');
    expect(world.listened).toEqual([]);
  });
});

describe('while it is prepared', () => {
  test('close() wins, and nothing is left', async () => {
    const { asked, answers, prepare } = pending();
    const harness = createConnecting({ prepare });
    const { socket, world, log } = harness;
    socket.close();
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(log.of('close')).toEqual([{ ...FAILED, cause: 'client' }]);
    answers[0]?.resolve({ url: URL_B });
    await settle();
    world.clock.advance(3_600_000);
    expect([constructed(harness), asked.length, socket.getSnapshot().status]).toEqual([
      [],
      1,
      'closed',
    ]);
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('close() in the function itself wins too', () => {
    const { socket, world } = create({
      prepare() {
        socket.close();
        return { url: URL_B };
      },
    });
    socket.open();
    world.clock.advance(3_600_000);
    expect([world.sockets, socket.getSnapshot().status]).toEqual([[], 'closed']);
  });

  test('the last release wins', async () => {
    const { asked, answers, prepare } = pending();
    const { socket, world } = create({ prepare, linger: 100 });
    socket.retain()();
    world.clock.advance(100);
    answers[0]?.resolve(undefined);
    await settle();
    expect([asked[0]?.signal.aborted, world.sockets]).toEqual([true, []]);
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('a new destination wins', async () => {
    const { asked, answers, prepare } = pending();
    const harness = createConnecting({ prepare });
    harness.socket.update({ url: URL_B });
    expect(asked.map(({ url, signal }) => [url, signal.aborted])).toEqual([
      [URL_A, true],
      [URL_B, false],
    ]);
    expect(harness.log.of('close')).toEqual([{ ...FAILED, cause: 'replaced' }]);
    answers[0]?.resolve({ url: `${URL_A}?late` });
    answers[1]?.resolve(undefined);
    await settle();
    expect(constructed(harness)).toEqual([URL_B]);
  });

  test('a new destination out of the function itself wins, and its answer is forgotten', () => {
    const harness = create({
      prepare() {
        harness.socket.update({ url: URL_B, prepare: undefined });
        return { url: `${URL_A}?stale` };
      },
    });
    harness.socket.open();
    expect(constructed(harness)).toEqual([URL_B]);
  });

  test('another destination is shown by its own URL', () => {
    const { socket } = createOpen();
    socket.update({ url: URL_B, prepare: () => new Promise(() => {}) });
    expect(socket.getSnapshot()).toMatchObject({ status: 'connecting', url: URL_B });
  });
});

describe.each([1008, 4401, 4403])('a close by the server with code %i', (code) => {
  test('gives one fresh attempt where there is a prepare, and then ends', () => {
    const { asked, prepare } = recorded();
    const { socket, world } = createOpen({ prepare });
    world.socket.serverClose(code, 'expired');
    expect(socket.getSnapshot()).toMatchObject({ nextRetry: { delay: 750, reason: 'server' } });
    world.clock.advance(750);
    expect(asked[1]).toMatchObject({ attempt: 1, last: { code, reason: 'expired' } });
    world.socket.accept();
    world.socket.serverClose(code, 'expired');
    world.clock.advance(3_600_000);
    expect(socket.getSnapshot()).toMatchObject({ status: 'closed', reconnecting: false });
    expect(asked).toHaveLength(2);
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('gives another one after a connection that was well', () => {
    const { asked, prepare } = recorded();
    const { world } = createOpen({ prepare });
    for (let count = 2; count < 5; count++) {
      world.socket.serverClose(code);
      world.clock.advance(750);
      expect(asked).toHaveLength(count);
      world.socket.accept();
      world.clock.advance(5000);
    }
  });

  test('ends it where there is no prepare', () => {
    const { socket, world } = createOpen();
    world.socket.serverClose(code);
    expect(socket.getSnapshot()).toMatchObject({ status: 'closed', nextRetry: null });
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });
});

test.each([
  ['is refused', (harness: Harness) => harness.world.socket.fail()],
  ['does not open in time', (harness: Harness) => harness.world.clock.advance(10_000)],
])('the error of a connection that %s does not tell the token', (_name, fail) => {
  const harness = createConnecting({ prepare: () => ({ url: `${URL_A}?token=secret` }) });
  fail(harness);
  const [error] = harness.log.of('error');
  expect(error?.message).toContain(`${URL_A}?…`);
  expect(String(error)).not.toContain('secret');
});

test('the error of a constructor that throws does not tell the token', () => {
  const refusing = () => {
    throw new Error('no');
  };
  const { log } = createConnecting({
    prepare: () => ({ url: `${URL_A}?token=secret` }),
    environment: { WebSocket: refusing },
  });
  expect(log.of('error')[0]?.message).toContain(`${URL_A}?…`);
});

test('open() leaves to prepare what cannot be opened here without it', () => {
  const { world } = createConnecting({
    url: '/relative',
    world: { baseUrl: null },
    prepare: () => ({ url: URL_B }),
  });
  expect(world.socket.url).toBe(URL_B);
});
