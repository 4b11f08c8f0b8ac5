import { channel, createLog, createWebSocket, json, keyed, TowlineError } from '@towline/core';
import { createFakeEnvironment } from '@towline/suites';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { collectGarbage } from './garbage.js';
import { leftovers, NOTHING_LEFT, URL_B } from './harness.js';

type Incoming =
  | { readonly room: 'lobby'; readonly text: string }
  | { readonly room: 'den'; readonly level: number };
type Outgoing = { readonly type: 'join' | 'leave' | 'say'; readonly room: string };

const OPTIONS = {
  join: (room: string): Outgoing => ({ type: 'join', room }),
  leave: (room: string): Outgoing => ({ type: 'leave', room }),
};

function setUp() {
  const world = createFakeEnvironment();
  const chat = createWebSocket('/chat', {
    environment: world.environment,
    codec: json<Incoming, Outgoing>(),
  });
  const rooms = keyed(chat, 'room');
  return { world, chat, rooms, lobby: channel(rooms, 'lobby', OPTIONS) };
}

/** What the server of the newest connection was told: the type and the room. */
function told({ socket }: ReturnType<typeof createFakeEnvironment>) {
  return socket.received.map((text) => {
    const { type, room } = JSON.parse(String(text)) as Outgoing;
    return `${type} ${room}`;
  });
}

describe('a channel', () => {
  test('opens the connection, and joins once it is open', () => {
    const { world, lobby } = setUp();
    expect(world.sockets).toHaveLength(0);
    lobby.retain();
    world.socket.accept();
    expect(told(world)).toEqual(['join lobby']);
  });

  test('joins at once where the connection is open, and only once however many retain it', () => {
    const { world, chat, lobby } = setUp();
    chat.open();
    world.socket.accept();
    lobby.retain();
    lobby.retain();
    expect(told(world)).toEqual(['join lobby']);
  });

  test('joins before what is queued', () => {
    const { world, lobby } = setUp();
    lobby.retain();
    lobby.send({ type: 'say', room: 'lobby' });
    world.socket.accept();
    expect(told(world)).toEqual(['join lobby', 'say lobby']);
  });

  test('joins anew on each connection, before what was queued meanwhile', () => {
    const { world, lobby } = setUp();
    lobby.retain();
    world.socket.accept();
    world.socket.drop();
    lobby.send({ type: 'say', room: 'lobby' });
    world.clock.advance(5000);
    expect(world.sockets).toHaveLength(2);
    world.socket.accept();
    expect(told(world)).toEqual(['join lobby', 'say lobby']);
  });

  test('joins at another destination', () => {
    const { world, chat, lobby } = setUp();
    lobby.retain();
    world.socket.accept();
    chat.update({ url: URL_B });
    world.socket.accept();
    expect([world.sockets.length, told(world)]).toEqual([2, ['join lobby']]);
  });

  test('that is retained when the change to open is told joins once', () => {
    const { world, chat, lobby } = setUp();
    chat.open();
    chat.on('statechange', ({ status }) => {
      if (status === 'open') lobby.retain();
    });
    world.socket.accept();
    expect(told(world)).toEqual(['join lobby']);
  });

  test('leaves when the last one has gone and it has lingered', () => {
    const { world, chat, lobby } = setUp();
    chat.open();
    world.socket.accept();
    const [one, other] = [lobby.retain(), lobby.retain()];
    one();
    one();
    world.clock.advance(5000);
    expect(told(world)).toEqual(['join lobby']);
    other();
    world.clock.advance(999);
    expect(told(world)).toEqual(['join lobby']);
    world.clock.advance(1);
    expect(told(world)).toEqual(['join lobby', 'leave lobby']);
  });

  test('leaves before the connection that nobody uses any more closes', () => {
    const { world, lobby } = setUp();
    const release = lobby.retain();
    world.socket.accept();
    release();
    world.clock.advance(1000);
    expect([told(world), world.socket.readyState]).toEqual([['join lobby', 'leave lobby'], 2]);
    world.socket.finishClose();
    world.clock.advance(5000);
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('stays joined for whoever comes back within the linger', () => {
    const { world, lobby } = setUp();
    lobby.retain()();
    lobby.retain();
    world.socket.accept();
    lobby.retain()();
    world.clock.advance(5000);
    expect(told(world)).toEqual(['join lobby']);
  });

  test('neither lingers nor leaves where there is no connection', () => {
    const { world, lobby } = setUp();
    const release = lobby.retain();
    release();
    world.socket.accept();
    world.clock.advance(5000);
    expect(told(world)).toEqual([]);
  });

  test('leaves no timer behind a close in the linger', () => {
    const { world, chat, lobby } = setUp();
    const release = lobby.retain();
    world.socket.accept();
    release();
    chat.close();
    world.socket.finishClose();
    expect(leftovers(world)).toEqual(NOTHING_LEFT);
  });

  test('that is retained in its leave joins again after it', () => {
    const { world, chat, rooms } = setUp();
    chat.open();
    world.socket.accept();
    const den = channel(rooms, 'den', {
      ...OPTIONS,
      leave(room) {
        den.retain();
        return OPTIONS.leave(room);
      },
    });
    den.retain()();
    world.clock.advance(1000);
    expect(told(world)).toEqual(['join den', 'leave den', 'join den']);
  });

  test('lingers longer than a timer can wait', () => {
    const { world, chat, rooms } = setUp();
    chat.open();
    world.socket.accept();
    channel(rooms, 'den', { ...OPTIONS, linger: 2 ** 31 + 10 }).retain()();
    world.clock.advance(2 ** 31);
    expect(told(world)).toEqual(['join den']);
    world.clock.advance(10);
    expect(told(world)).toEqual(['join den', 'leave den']);
  });

  test('hears its own messages, by their type', () => {
    const { world, lobby, rooms } = setUp();
    const log = createLog(lobby);
    const levels: number[] = [];
    channel(rooms, 'den').on('message', (message) => {
      expectTypeOf(message).toEqualTypeOf<Extract<Incoming, { room: 'den' }>>();
      levels.push(message.level);
    });
    lobby.retain();
    world.socket.accept();
    world.socket.message('{"room":"lobby","text":"hi"}');
    world.socket.message('{"room":"den","level":3}');
    expect([log.getSnapshot(), levels]).toEqual([[{ room: 'lobby', text: 'hi' }], [3]]);
  });

  test('is one for all who ask for its key', () => {
    const { world, chat, rooms, lobby } = setUp();
    chat.open();
    world.socket.accept();
    const same = channel(rooms, 'lobby', { join: { type: 'join', room: 'another' } });
    expect(same).toBe(lobby);
    same.retain();
    expect(told(world)).toEqual(['join lobby']);
  });

  test('may have messages in place of functions, or none', () => {
    const { world, chat } = setUp();
    const rooms = keyed(chat, 'room');
    chat.open();
    world.socket.accept();
    channel(rooms, 'den').retain()();
    channel(rooms, 'lobby', {
      join: { type: 'join', room: 'hall' },
      leave: { type: 'leave', room: 'hall' },
      linger: 0,
    }).retain()();
    world.clock.advance(2000);
    expect(told(world)).toEqual(['join hall', 'leave hall']);
  });

  test('is joined also where only the release is held', async () => {
    const { world, chat, rooms } = setUp();
    chat.open();
    world.socket.accept();
    const release = channel(rooms, 'den', OPTIONS).retain();
    await collectGarbage();
    channel(rooms, 'den', OPTIONS).retain()();
    world.clock.advance(5000);
    expect(told(world)).toEqual(['join den']);
    release();
    world.clock.advance(1000);
    expect(told(world)).toEqual(['join den', 'leave den']);
  });

  test('reports what join throws, and stays a channel', () => {
    const { world, rooms } = setUp();
    channel(rooms, 'den', {
      join() {
        throw new Error('on purpose');
      },
    }).retain();
    world.socket.accept();
    expect(world.takeErrors()).toEqual([new Error('on purpose')]);
  });

  test('tells of a join that cannot be encoded', () => {
    const { world, chat, rooms } = setUp();
    const errors: string[] = [];
    chat.on('error', ({ code }) => errors.push(code));
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    channel(rooms, 'den', { join: circular as never }).retain();
    world.socket.accept();
    expect([errors, chat.readyState]).toEqual([['encode-failed'], 1]);
  });

  test('connects anew where the platform refuses to send its join', () => {
    const { world, chat, lobby } = setUp();
    chat.open();
    world.socket.accept();
    world.socket.throwOnSend = new Error('on purpose');
    lobby.retain();
    expect(chat.getSnapshot()).toMatchObject({
      reconnecting: true,
      lastError: { code: 'send-failed' },
    });
    world.clock.advance(5000);
    world.socket.accept();
    expect(told(world)).toEqual(['join lobby']);
  });

  test('refuses a linger that is none', () => {
    const { rooms } = setUp();
    expect(() => channel(rooms, 'den', { linger: -1 })).toThrow(TowlineError);
  });
});
