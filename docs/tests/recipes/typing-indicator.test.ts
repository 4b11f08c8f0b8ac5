import { json } from '@towline/core';
import { createMockServer } from '@towline/testing';
import type { ClientMessage, ServerMessage } from 'docs/recipes/typing-indicator/protocol';
import { describe, expect, it } from 'vitest';
import { FRAMEWORKS } from '../support/mount.js';
import { press, statusText, useRecipe, write } from '../support/recipe.js';
import { pass } from '../support/time.js';

const server = createMockServer({ codec: json<ClientMessage, ServerMessage>() });
const { show } = useRecipe('typing-indicator', server);

const typing = (name: string): ServerMessage => ({
  type: 'typing',
  person: { id: name, name },
});

async function send(...messages: readonly ServerMessage[]) {
  for (const message of messages) server.send(message);
  await pass(100);
}

const typesOf = () => server.received.map(({ type }) => type);

describe.each(FRAMEWORKS)('the typing indicator in %s', (framework) => {
  it('names who is typing, and counts the others', async () => {
    await show(framework, 'Composer');
    expect(statusText()).toBe('');
    await send(typing('Ada'));
    expect(statusText()).toBe('Ada is typing…');
    await send(typing('Bob'));
    expect(statusText()).toBe('Ada and Bob are typing…');
    await send(typing('Cleo'), typing('Ada'));
    expect(statusText()).toBe('Ada and 2 others are typing…');
  });

  it('ends by itself 5 s after the last word of it', async () => {
    await show(framework, 'Composer');
    await send(typing('Ada'));
    await pass(4000);
    await send(typing('Ada'));
    await pass(4800);
    expect(statusText()).toBe('Ada is typing…');
    await pass(200);
    expect(statusText()).toBe('');
  });

  it('ends with what they say, and with the connection', async () => {
    await show(framework, 'Composer');
    await send(typing('Ada'), typing('Bob'));
    await send({ type: 'said', id: '1', from: { id: 'Ada', name: 'Ada' }, text: 'hi' });
    expect(statusText()).toBe('Bob is typing…');
    server.drop();
    await pass(100);
    expect(statusText()).toBe('');
  });

  it('tells of the first key, and then of one in 2 s', async () => {
    await show(framework, 'Composer');
    for (const text of ['h', 'he', 'hel']) await write('Message', text);
    await pass(100);
    expect(typesOf()).toEqual(['typing']);
    await pass(2000);
    await write('Message', 'hell');
    await write('Message', 'hello');
    await pass(100);
    expect(typesOf()).toEqual(['typing', 'typing']);

    await press('Send');
    await write('Message', 'a');
    await pass(100);
    expect(typesOf()).toEqual(['typing', 'typing', 'say', 'typing']);
    expect(server.received[2]).toEqual({ type: 'say', text: 'hello' });
  });

  it('queues what is said, and not that somebody types', async () => {
    await show(framework, 'Composer');
    server.handshake = 'ignore';
    server.drop();
    await pass(100);
    await write('Message', 'hello');
    await press('Send');
    server.handshake = 'accept';
    await pass(1000);
    expect(server.received).toEqual([{ type: 'say', text: 'hello' }]);
  });
});
