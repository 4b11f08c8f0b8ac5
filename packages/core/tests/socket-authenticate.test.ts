import type { Authenticate, AuthenticationLink } from '@towline/core';
import { json } from '@towline/core';
import { describe, expect, test } from 'vitest';
import {
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

type Options = NonNullable<Parameters<typeof createConnecting>[0]>;
type TextLink = AuthenticationLink<string, string>;

interface Authenticating extends Harness {
  /** What each call was given. */
  readonly links: TextLink[];
  /** Passes or refuses, one for each call. */
  readonly gates: ReturnType<typeof defer<unknown>>[];
}

/** The socket has opened, and waits for the gate to be passed. */
function createAuthenticating(options: Options = {}): Authenticating {
  const links: TextLink[] = [];
  const gates: Authenticating['gates'] = [];
  const harness = createConnecting({
    authenticate(link) {
      links.push(link);
      const gate = defer<unknown>();
      gates.push(gate);
      return gate.promise;
    },
    ...options,
  });
  harness.world.socket.accept();
  return { ...harness, links, gates };
}

/** How an attempt ends that the gate refused. */
const REFUSED = { code: 1006, reason: '', wasClean: false, cause: 'authenticate' };
const reason = new Error('refused');

describe('authenticate', () => {
  test('keeps the status at connecting, and open comes after it', async () => {
    const { socket, log, gates } = createAuthenticating();
    await settle();
    expect([socket.getSnapshot().status, log.types()]).toEqual(['connecting', []]);
    gates[0]?.resolve(undefined);
    await settle();
    expect([socket.getSnapshot().status, log.types()]).toEqual(['open', ['open']]);
  });

  test('that a listener takes away as the socket opens is left out', () => {
    const harness = createConnecting({ protocols: ['a'], authenticate: () => defer().promise });
    harness.socket.on('statechange', ({ protocol }) => {
      if (protocol === 'a') harness.socket.update({ authenticate: undefined });
    });
    harness.world.socket.accept({ protocol: 'a' });
    expect(harness.log.of('error')).toEqual([]);
    expect(harness.socket.getSnapshot().status).toBe('open');
  });

  test('keeps 10,000 messages for the listeners, and gives up at one more', async () => {
    const { world, log, gates } = createAuthenticating();
    for (let index = 0; index < 10_000; index += 1) world.socket.message('early');
    expect(log.types()).toEqual([]);
    gates[0]?.resolve(undefined);
    await settle();
    expect(log.of('message')).toHaveLength(10_000);

    const flooded = createAuthenticating();
    for (let index = 0; index <= 10_000; index += 1) flooded.world.socket.message('early');
    expect(flooded.log.types()).toEqual(['error', 'close']);
    expect(flooded.log.of('error')[0]).toMatchObject({ code: 'authenticate-failed' });
    expect(flooded.log.of('close')).toEqual([REFUSED]);
  });

  test('that ends at once opens at once', () => {
    const { socket, log } = createOpenAfter(() => true);
    expect([socket.getSnapshot().status, log.types()]).toEqual(['open', ['open']]);
  });

  test('is told of the connection as it came to be', () => {
    const links: TextLink[] = [];
    const { world } = createConnecting({
      url: '/a',
      protocols: ['v1', 'v2'],
      authenticate: (link) => links.push(link),
    });
    expect(links).toEqual([]);
    world.socket.accept({ protocol: 'v2' });
    expect(links).toEqual([
      expect.objectContaining({ url: URL_A, protocol: 'v2', signal: expect.any(AbortSignal) }),
    ]);
  });

  test('sends ahead of the queue', async () => {
    const { socket, world, links, gates, log } = createAuthenticating();
    expect(socket.send('queued 1')).toBe('queued');
    links[0]?.send('token');
    expect(socket.send('queued 2')).toBe('queued');
    expect(world.socket.received).toEqual(['token']);
    gates[0]?.resolve(undefined);
    await settle();
    expect(world.socket.received).toEqual(['token', 'queued 1', 'queued 2']);
    expect(log.of('sent').map(({ message }) => message)).toEqual(['queued 1', 'queued 2']);
  });

  test('sends nothing in a listener of the close, where the connection is gone already', () => {
    const { socket, world, links, log } = createAuthenticating();
    socket.on('close', () => links[0]?.send('token'));
    world.socket.serverClose(1001);
    expect([log.of('close').length, world.socket.received, world.takeErrors()]).toEqual([
      1,
      [],
      [],
    ]);
  });

  test('speaks by the codec', async () => {
    const taken: unknown[] = [];
    const authenticate: Authenticate<never, unknown> = async (link) => {
      link.send({ type: 'auth' });
      taken.push(await link.receive());
    };
    const { world } = createConnecting({
      codec: json() as never,
      authenticate: authenticate as Authenticate<string, string>,
    });
    world.socket.accept();
    world.socket.message('{"type":"welcome"}');
    await settle();
    expect([world.socket.received, taken]).toEqual([['{"type":"auth"}'], [{ type: 'welcome' }]]);
  });

  test('takes messages in order; the others reach the listeners after open, once, in order', async () => {
    const { world, socket, links, gates, log } = createAuthenticating();
    const taken = [links[0]?.receive()];
    world.socket.message('1');
    world.socket.message('2');
    taken.push(links[0]?.receive());
    for (const message of ['3', '3', '4']) world.socket.message(message);
    await settle();
    expect(await Promise.all(taken)).toEqual(['1', '2']);
    expect([log.of('message'), socket.lastMessage.getSnapshot()]).toEqual([[], null]);
    gates[0]?.resolve(undefined);
    await settle();
    world.socket.message('5');
    expect(log.types()).toEqual(['open', 'message', 'message', 'message', 'message']);
    expect(log.of('message')).toEqual(['3', '3', '4', '5']);
    world.clock.advance(16);
    expect(socket.lastMessage.getSnapshot()).toBe('5');
  });

  test('gives waiting receivers one message each, first come first served', async () => {
    const { world, links } = createAuthenticating();
    const taken = [links[0]?.receive(), links[0]?.receive()];
    world.socket.message('1');
    world.socket.message('2');
    expect(await Promise.all(taken)).toEqual(['1', '2']);
  });

  test('loses no message that comes between its end and open', async () => {
    const { world, gates, log } = createAuthenticating();
    gates[0]?.resolve(undefined);
    world.socket.message('1');
    await settle();
    world.socket.message('2');
    expect([log.types()[0], log.of('message')]).toEqual(['open', ['1', '2']]);
  });

  test('does not see what cannot be decoded, and goes on', async () => {
    const { world, links, gates, log } = createAuthenticating({
      codec: {
        binaryType: 'arraybuffer',
        encode: (message: string) => message,
        decode(data: string) {
          if (data === 'bad') throw reason;
          return data;
        },
      } as never,
    });
    world.socket.message('bad');
    expect(log.of('error')).toEqual([expect.objectContaining({ code: 'decode-failed' })]);
    world.socket.message('good');
    expect(await links[0]?.receive()).toBe('good');
    gates[0]?.resolve(undefined);
    await settle();
    expect(log.types()).toEqual(['error', 'open']);
  });

  test('is asked again for each connection, by the function of the moment', async () => {
    const { socket, world, links, gates } = createAuthenticating();
    gates[0]?.resolve(undefined);
    await settle();
    world.socket.drop();
    world.clock.advance(750);
    world.socket.accept();
    expect([links.length, socket.getSnapshot().status]).toEqual([2, 'connecting']);
    socket.update({ authenticate: undefined });
    world.socket.drop();
    world.clock.advance(1300);
    world.socket.accept();
    expect([links.length, socket.getSnapshot().status]).toEqual([2, 'open']);
  });
});

function createOpenAfter(authenticate: Authenticate<string, string>) {
  const harness = createConnecting({ authenticate });
  harness.world.socket.accept();
  return harness;
}

describe('a refusal', () => {
  test.each<[string, Authenticate<string, string>]>([
    [
      'a throw',
      () => {
        throw reason;
      },
    ],
    ['a rejection', () => Promise.reject(reason)],
  ])('by %s leaves the connection, and another one follows', async (_name, refuse) => {
    let refused = true;
    const { socket, world, log } = createOpenAfter((link) => (refused ? refuse(link) : undefined));
    socket.send('a');
    world.socket.message('not for listeners');
    await settle();
    expect(log.types()).toEqual(['error', 'close']);
    expect(log.of('error')[0]).toMatchObject({ code: 'authenticate-failed', cause: reason });
    expect(log.of('close')).toEqual([REFUSED]);
    expect(socket.getSnapshot()).toMatchObject({
      status: 'closed',
      reconnecting: true,
      nextRetry: { delay: 750, reason: 'authenticate' },
    });
    expect([world.listened, world.socket.closeCalls, world.socket.received]).toEqual([
      [],
      [{ code: 1000, reason: '' }],
      [],
    ]);
    refused = false;
    world.clock.advance(750);
    world.socket.accept();
    expect([socket.getSnapshot().status, world.socket.received]).toEqual(['open', ['a']]);
    expect(log.of('message')).toEqual([]);
  });

  test('counts the attempts on', async () => {
    const { socket, world } = createOpenAfter(() => {
      throw reason;
    });
    world.clock.advance(750);
    world.socket.accept();
    expect(socket.getSnapshot()).toMatchObject({
      attempt: 2,
      nextRetry: { delay: expect.closeTo(1260) },
    });
  });

  test('is what a message that cannot be encoded comes to', () => {
    const { log } = createConnectingWith({
      authenticate: (link) => link.send(Symbol('no text') as never),
      codec: {
        encode() {
          throw reason;
        },
        decode: (data: unknown) => data,
      } as never,
    });
    expect(log.of('error')[0]).toMatchObject({
      code: 'authenticate-failed',
      cause: { code: 'encode-failed', cause: reason },
    });
  });
});

function createConnectingWith(options: Options) {
  const harness = createConnecting(options);
  harness.world.socket.accept();
  return harness;
}

describe('a gate that is never passed', () => {
  test('is left at connectTimeout, and its late end is not heard', async () => {
    const { socket, world, links, gates, log } = createAuthenticating();
    world.clock.advance(9999);
    expect([socket.getSnapshot().status, links[0]?.signal.aborted]).toEqual(['connecting', false]);
    world.clock.advance(1);
    expect(links[0]?.signal.aborted).toBe(true);
    expect(log.of('error')).toEqual([expect.objectContaining({ code: 'connect-timeout' })]);
    expect(log.of('close')).toEqual([{ ...REFUSED, cause: 'timeout' }]);
    expect(world.listened).toEqual([]);
    world.clock.advance(750);
    world.socket.accept();
    gates[0]?.resolve(undefined);
    await settle();
    expect(socket.getSnapshot().status).toBe('connecting');
    gates[1]?.resolve(undefined);
    await settle();
    expect(socket.getSnapshot().status).toBe('open');
  });
});

describe('when the attempt is over', () => {
  test('because the server closed, receive rejects and the code decides', async () => {
    const { socket, world, links, log } = createAuthenticating();
    const outcome = links[0]?.receive().then(
      () => 'resolved',
      (error: unknown) => error,
    );
    world.socket.serverClose(4429, 'too many');
    expect(await outcome).toBe(links[0]?.signal.reason);
    expect(socket.getSnapshot()).toMatchObject({
      lastClose: { code: 4429, reason: 'too many', wasClean: true, cause: 'server' },
      nextRetry: { delay: 22_500, reason: 'server' },
    });
    expect(log.types()).toEqual(['close']);
  });

  test('because the server closed with a code that ends, it ends', () => {
    const { socket, world } = createAuthenticating();
    world.socket.serverClose(4401, 'who are you');
    expect(socket.getSnapshot()).toMatchObject({ status: 'closed', nextRetry: null });
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('receive rejects also where it is asked only then', async () => {
    const { socket, links } = createAuthenticating();
    socket.close();
    const outcome = links[0]?.receive().then(
      () => 'resolved',
      (error: unknown) => error,
    );
    expect(await Promise.race([outcome, settle()])).toBe(links[0]?.signal.reason);
  });

  test('what it still sends reaches no other connection', async () => {
    const { world, links } = createAuthenticating();
    world.socket.drop();
    world.clock.advance(750);
    world.socket.accept();
    links[0]?.send('token of before');
    links[1]?.send('token');
    expect(world.sockets.map(({ received }) => received)).toEqual([[], ['token']]);
  });

  test.each(['resolves', 'rejects'])('and its function %s late, that is not heard', async (how) => {
    const { socket, world, gates, links, log } = createAuthenticating();
    world.socket.drop();
    world.clock.advance(750);
    expect(links[0]?.signal.aborted).toBe(true);
    log.clear();
    if (how === 'resolves') gates[0]?.resolve(undefined);
    else gates[0]?.reject(reason);
    await settle();
    expect([log.entries, socket.getSnapshot().status]).toEqual([[], 'connecting']);
  });

  test('because the user closed, nothing is left', async () => {
    const { socket, world, gates, links, log } = createAuthenticating();
    socket.send('a');
    socket.close();
    expect(links[0]?.signal.aborted).toBe(true);
    expect(log.of('close')).toEqual([{ ...REFUSED, cause: 'client' }]);
    expect(log.of('drop')).toEqual([{ message: 'a', reason: 'closed' }]);
    gates[0]?.resolve(undefined);
    await settle();
    world.socket.finishClose();
    world.clock.advance(3_600_000);
    expect([socket.getSnapshot().status, log.of('open')]).toEqual(['closed', []]);
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('because the user closed within the function, it does not open', () => {
    const { socket, world, log } = createConnecting({ authenticate: () => socket.close() });
    world.socket.accept();
    expect([socket.getSnapshot().status, log.of('open')]).toEqual(['closed', []]);
  });

  test('whoever hears of it by the signal may call anything', () => {
    const { socket, world, links, log } = createAuthenticating();
    links[0]?.signal.addEventListener('abort', () => {
      socket.send('a');
      socket.reconnect();
    });
    world.socket.serverClose(4000);
    expect(log.types()).toEqual(['close']);
    socket.update({ authenticate: undefined });
    world.socket.accept();
    expect([socket.getSnapshot().status, world.socket.received]).toEqual(['open', ['a']]);
    socket.close();
    expect([world.sockets.length, world.socket.closeCalls.length]).toEqual([2, 1]);
  });

  test('what is sent when the signal aborts goes to the new destination', () => {
    const { socket, world, links, log } = createAuthenticating();
    links[0]?.signal.addEventListener('abort', () => socket.send('a'));
    socket.update({ url: URL_B, authenticate: undefined });
    world.socket.accept();
    expect([world.socket.url, world.socket.received]).toEqual([URL_B, ['a']]);
    expect(log.of('drop')).toEqual([]);
  });

  test('because there is another destination, that one is opened', async () => {
    const { socket, world, gates } = createAuthenticating();
    socket.update({ url: URL_B });
    gates[0]?.resolve(undefined);
    await settle();
    expect([world.socket.url, socket.getSnapshot().status]).toEqual([URL_B, 'connecting']);
  });
});

test('a connection without a gate has its messages at once', () => {
  const { world, log } = createOpen();
  world.socket.message('a');
  expect(log.of('message')).toEqual(['a']);
});
