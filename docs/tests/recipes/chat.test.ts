import { json } from '@towline/core';
import { createMockServer } from '@towline/testing';
import type { ClientMessage, Said, ServerMessage } from 'docs/recipes/chat/protocol';
import { describe, expect, it } from 'vitest';
import { FRAMEWORKS } from '../support/mount.js';
import { press, statusText, textsOf, useRecipe, write } from '../support/recipe.js';
import { pass } from '../support/time.js';

const server = createMockServer({ codec: json<ClientMessage, ServerMessage>() });
const { show } = useRecipe('chat', server);

function said(id: string, from: string, text: string, at: number): Said {
  return { type: 'said', id, from, text, at };
}

async function send(...messages: readonly ServerMessage[]) {
  for (const message of messages) server.send(message);
  await pass(100);
}

async function say(text: string) {
  await write('Message', text);
  await press('Send');
  await pass(50);
}

describe.each(FRAMEWORKS)('the chat in %s', (framework) => {
  it('shows the history and then what is said, each once and in the order of the server', async () => {
    await show(framework, 'Chat');
    const hello = said('1', 'Ada', 'hello', 1);
    const hi = said('2', 'Bob', 'hi', 2);
    await send({ type: 'history', said: [hello] }, said('3', 'Ada', 'well', 3), hi, hi, hello);
    expect(textsOf('listitem')).toEqual(['Ada hello', 'Bob hi', 'Ada well']);
  });

  it('shows what one says as on its way until the server shows it', async () => {
    await show(framework, 'Chat');
    await say(' good morning ');
    expect(textsOf('listitem')).toEqual(['You good morning Sending…']);
    const [{ id, text } = { id: '', text: '' }] = server.received;
    expect(text).toBe('good morning');
    await send(said(id, 'Ada', text, 1));
    expect(textsOf('listitem')).toEqual(['Ada good morning']);
  });

  it('keeps what was refused, says why, and does not send it again', async () => {
    await show(framework, 'Chat');
    await say('spam');
    await send({ type: 'refused', id: server.received[0]!.id, reason: 'Too often.' });
    expect(textsOf('listitem')).toEqual(['You spam Too often.']);
    server.drop();
    await pass(1000);
    expect(server.connections).toHaveLength(2);
    expect(server.received).toHaveLength(1);
  });

  it('sends again what was not shown when the connection was lost, under its id and before what is newer', async () => {
    await show(framework, 'Chat');
    await say('first');
    server.handshake = 'ignore';
    server.drop();
    await pass(100);
    expect(statusText()).toBe('Reconnecting…');
    await say('second');

    server.handshake = 'accept';
    await pass(1000);
    expect(statusText()).toBe('');
    expect(server.received.map(({ text }) => text)).toEqual(['first', 'first', 'second']);
    expect(server.received[1]).toEqual(server.received[0]);
  });

  it('fills the gap of an outage from the history, or takes the history where it does not reach back', async () => {
    await show(framework, 'Chat');
    const known = said('1', 'Ada', 'before', 1);
    await send({ type: 'history', said: [known] });
    server.drop();
    await pass(1000);
    await send({ type: 'history', said: [known, said('2', 'Bob', 'meanwhile', 2)] });
    expect(textsOf('listitem')).toEqual(['Ada before', 'Bob meanwhile']);

    server.drop();
    await pass(1000);
    await send({ type: 'history', said: [said('90', 'Bob', 'much later', 90)] });
    expect(textsOf('listitem')).toEqual(['Bob much later']);
  });
});
