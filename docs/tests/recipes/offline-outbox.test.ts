import { json } from '@towline/core';
import { createMockServer } from '@towline/testing';
import type { ClientMessage, ServerMessage } from 'docs/recipes/offline-outbox/protocol';
import { describe, expect, it } from 'vitest';
import { FRAMEWORKS, unmountAll } from '../support/mount.js';
import { press, statusText, textsOf, useRecipe, write } from '../support/recipe.js';
import { pass } from '../support/time.js';

const server = createMockServer({ codec: json<ClientMessage, ServerMessage>() });
const { show, reload } = useRecipe('offline-outbox', server);

const textsReceived = () => server.received.map(({ text }) => text);

async function say(text: string) {
  await write('Message', text);
  await press('Send');
  await pass(50);
}

/** The server has it, and tells everybody. */
async function acknowledge({ id, text }: ClientMessage) {
  server.send({ type: 'said', id, from: 'Ada', text });
  await pass(100);
}

describe.each(FRAMEWORKS)('the outbox in %s', (framework) => {
  it('keeps a message until the server has said it, and shows it once', async () => {
    await show(framework, 'Messages');
    await say('hello');
    expect(textsOf('listitem')).toEqual(['hello on its way']);
    expect(localStorage).toHaveLength(1);
    const [message] = server.received;
    await acknowledge(message!);
    await acknowledge(message!);
    expect(textsOf('listitem')).toEqual(['Ada: hello']);
    expect(localStorage).toHaveLength(0);
  });

  it('what is written without a connection outlives a reload, and goes in the order in which it was written', async () => {
    server.handshake = 'ignore';
    await show(framework, 'Messages');
    await say('one');
    await say('two');
    expect(statusText()).toBe('Not sent yet: 2');

    await reload();
    server.handshake = 'accept';
    await show(framework, 'Messages');
    expect(textsReceived()).toEqual(['one', 'two']);
    expect(textsOf('listitem')).toEqual(['one on its way', 'two on its way']);
    expect(statusText()).toBe('');
  });

  it('what was sent and not acknowledged goes again after the connection was lost, before what is newer', async () => {
    await show(framework, 'Messages');
    await say('lost');
    server.handshake = 'ignore';
    server.drop();
    await pass(100);
    await say('newer');
    server.handshake = 'accept';
    await pass(1000);
    expect(textsReceived()).toEqual(['lost', 'lost', 'newer']);
    expect(server.received[1]).toEqual(server.received[0]);
  });

  it('what was refused is not sent again, and can be discarded', async () => {
    await show(framework, 'Messages');
    await say('spam');
    server.send({ type: 'refused', id: server.received[0]!.id, reason: 'too long' });
    await pass(100);
    expect(textsOf('listitem').join()).toMatch(/^spam refused ?Discard$/);
    server.drop();
    await pass(1000);
    expect(textsReceived()).toEqual(['spam']);
    await press('Discard');
    expect(textsOf('listitem')).toEqual([]);

    await reload();
    await show(framework, 'Messages');
    expect(textsOf('listitem')).toEqual([]);
  });

  it('what is not a message of the outbox does no harm', async () => {
    localStorage.setItem('outbox/broken', '{');
    localStorage.setItem('theme', 'dark');
    await show(framework, 'Messages');
    await say('hello');
    expect(textsReceived()).toEqual(['hello']);
    unmountAll();
  });
});
