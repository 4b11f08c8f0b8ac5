import { json } from '@towline/core';
import { describe, expect, test } from 'vitest';
import { create, createConnecting, createOpen, leftovers, NOTHING_LEFT } from './harness.js';

describe('a message', () => {
  test('reaches every listener once, in order, equal ones and bursts too', () => {
    const { socket, world, log } = createOpen();
    const other: string[] = [];
    socket.on('message', (message) => other.push(message));
    const burst = [
      'a',
      'b',
      'c',
      'c',
      ...Array.from({ length: 1000 }, (_, index) => String(index)),
    ];
    for (const message of burst) world.socket.message(message);
    expect([log.of('message'), other]).toEqual([burst, burst]);
  });

  test('reaches the other listeners when one throws, and the error is reported', () => {
    const { socket, world } = createOpen();
    const heard: string[] = [];
    const oops = new Error('oops');
    socket.on('message', () => {
      throw oops;
    });
    socket.on('message', (message) => heard.push(message));
    for (const message of ['a', 'b']) world.socket.message(message);
    expect([heard, world.errors]).toEqual([
      ['a', 'b'],
      [oops, oops],
    ]);
  });

  test('that comes right with the opening is heard after it', () => {
    const { world, log } = createConnecting();
    world.socket.accept();
    world.socket.message('hello');
    expect(log.types()).toEqual(['open', 'message']);
  });

  test('changes no snapshot, and sets no timer and no frame', () => {
    const { socket, world } = createOpen();
    world.clock.advance(16);
    const before = [socket.getSnapshot(), leftovers(world)];
    for (let index = 0; index < 1000; index++) world.socket.message('a');
    expect([socket.getSnapshot(), leftovers(world)]).toEqual(before);
    expect(socket.getSnapshot()).toBe(before[0]);
  });

  test('is decoded by the codec, falsy values too', () => {
    const { world, log } = createOpen({ codec: json<never, never>() });
    for (const data of ['{"a":1}', '0', 'null', '""']) world.socket.message(data);
    expect(log.of('message')).toEqual([{ a: 1 }, 0, null, '']);
  });

  test('that cannot be decoded is an error with the raw data, and the connection lives on', () => {
    const { socket, world, log } = createOpen({ codec: json<never, never>() });
    for (const data of ['{', '"fine"']) world.socket.message(data);
    const error = expect.objectContaining({ code: 'decode-failed', data: '{' });
    expect([log.of('error'), log.of('message')]).toEqual([[error], ['fine']]);
    expect(socket.getSnapshot()).toMatchObject({ status: 'open', lastError: error });
  });

  test('that cannot be decoded is shown once a frame where many come, and each is told', () => {
    const { socket, world, log } = createOpen({ codec: json<never, never>() });
    world.clock.advance(16);
    let shown = 0;
    let viewed = 0;
    socket.subscribe(() => {
      shown += 1;
    });
    socket.lastMessage.subscribe(() => {
      viewed += 1;
    });
    for (let index = 0; index < 1000; index++) {
      world.socket.message('{');
      world.socket.message('"fine"');
    }
    expect(log.of('error')).toHaveLength(1000);
    // The first of its kind and the next at once, and all others together.
    expect([shown, viewed]).toEqual([2, 1]);
    world.clock.advance(16);
    expect([shown, viewed]).toEqual([3, 2]);
    expect(socket.getSnapshot().lastError).toBe(log.of('error').at(-1));
    expect(leftovers(world)).toMatchObject({ frames: 0 });
  });

  test('that cannot be decoded asks for no frame where the user closes as it is told', () => {
    const { socket, world, log } = createOpen({ codec: json<never, never>() });
    socket.on('error', () => {
      if (log.of('error').length === 3) socket.close();
    });
    for (let index = 0; index < 4; index++) world.socket.message('{');
    world.socket.finishClose();
    expect([socket.getSnapshot().status, leftovers(world)]).toEqual(['closed', NOTHING_LEFT]);
  });

  test('of bytes is no text, and is not lost', () => {
    const { world, log } = createOpen();
    const data = new Uint8Array([1, 2]).buffer;
    world.socket.message(data);
    expect(log.of('error')).toEqual([expect.objectContaining({ code: 'decode-failed' })]);
    expect(log.of('error')[0]?.data).toBe(data);
  });

  test('of a connection that was left is never heard', () => {
    const { socket, world, log } = createOpen();
    const old = world.socket;
    socket.reconnect();
    log.clear();
    old.message('late');
    old.serverClose(4400);
    world.socket.message('too early');
    expect(log.entries).toEqual([]);
    expect(socket.getSnapshot().status).toBe('connecting');
  });

  test('that a double delivers while it is sent to is heard after what is under way', () => {
    const { socket, world, log } = createOpen();
    const { send } = world.socket;
    world.socket.send = (data) => {
      send.call(world.socket, data);
      world.socket.message(`echo ${data}`);
    };
    const order: string[] = [];
    socket.on('message', (message) => {
      order.push(`begins ${message}`);
      if (message === 'echo a') socket.send('b');
      order.push(`ends ${message}`);
    });
    expect(socket.send('a')).toBe('sent');
    expect(log.of('message')).toEqual(['echo a', 'echo b']);
    expect(order).toEqual(['begins echo a', 'ends echo a', 'begins echo b', 'ends echo b']);
  });

  test('is shown before the status that follows it', () => {
    const { socket, world } = createOpen();
    const shown: string[] = [];
    socket.lastMessage.subscribe(() => shown.push(`message ${socket.lastMessage.getSnapshot()}`));
    socket.subscribe(() => shown.push(`status ${socket.getSnapshot().status}`));
    for (const message of ['a', 'b', 'c']) world.socket.message(message);
    world.socket.drop();
    expect(shown).toEqual(['message a', 'message c', 'status closed']);
  });

  test('stays the last message when the connection comes back', () => {
    const { socket, world } = createOpen();
    world.socket.message('a');
    world.socket.drop();
    world.clock.advance(750);
    world.socket.accept();
    expect(socket.lastMessage.getSnapshot()).toBe('a');
  });
});

test('in step each message is shown on its own', () => {
  const { socket, world } = create({ delivery: 'sync' });
  const shown: (string | null)[] = [];
  socket.lastMessage.subscribe(() => shown.push(socket.lastMessage.getSnapshot()));
  socket.open();
  world.socket.accept();
  for (const message of ['a', 'b', 'b']) world.socket.message(message);
  expect(shown).toEqual(['a', 'b', 'b']);
});
