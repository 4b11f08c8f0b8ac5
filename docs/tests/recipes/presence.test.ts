import { json } from '@towline/core';
import { createMockServer } from '@towline/testing';
import type { ClientMessage, Person, ServerMessage } from 'docs/recipes/presence/protocol';
import { describe, expect, it, vi } from 'vitest';
import { FRAMEWORKS } from '../support/mount.js';
import { statusText, textsOf, useRecipe } from '../support/recipe.js';
import { pass } from '../support/time.js';

const server = createMockServer({ codec: json<ClientMessage, ServerMessage>() });
const { show } = useRecipe('presence', server);

const ada: Person = { id: 'a', name: 'Ada', away: false };
const bob: Person = { id: 'b', name: 'Bob', away: true };
const UNKNOWN = 'Not connected: who is here is not known.';

async function send(...messages: readonly ServerMessage[]) {
  for (const message of messages) server.send(message);
  await pass(100);
}

function look(visibility: DocumentVisibilityState) {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility);
  document.dispatchEvent(new Event('visibilitychange'));
}

describe.each(FRAMEWORKS)('presence in %s', (framework) => {
  it('shows who is here, comes, changes and leaves', async () => {
    await show(framework, 'Presence');
    await send({ type: 'here', people: [ada] });
    expect(statusText()).toBe('1 person is here');
    await send({ type: 'is', person: bob });
    expect(textsOf('listitem')).toEqual(['Ada', 'Bob (away)']);
    await send({ type: 'is', person: { ...ada, away: true } }, { type: 'left', id: 'b' });
    expect(textsOf('listitem')).toEqual(['Ada (away)']);
  });

  it('knows nobody without a connection, and leaves out a change that comes before the list', async () => {
    await show(framework, 'Presence');
    expect(statusText()).toBe(UNKNOWN);
    await send({ type: 'is', person: bob });
    expect(statusText()).toBe(UNKNOWN);
    await send({ type: 'here', people: [ada, bob] });
    expect(statusText()).toBe('2 people are here');

    server.handshake = 'ignore';
    server.drop();
    await pass(100);
    expect(statusText()).toBe(UNKNOWN);
    expect(textsOf('listitem')).toEqual([]);
  });

  it('tells on each connection whether one looks elsewhere, as it is then', async () => {
    await show(framework, 'Presence');
    expect(server.received).toEqual([{ type: 'away', away: false }]);
    look('hidden');
    await pass(100);
    expect(server.received.at(-1)).toEqual({ type: 'away', away: true });

    server.handshake = 'ignore';
    server.drop();
    await pass(100);
    look('visible');
    look('hidden');
    look('visible');
    server.handshake = 'accept';
    await pass(1000);
    expect(server.connections[1]?.received).toEqual([{ type: 'away', away: false }]);
  });

  it('notices a link that is silent, and clears the list', async () => {
    server.reply(({ type }) => (type === 'ping' ? { type: 'pong' } : undefined));
    await show(framework, 'Presence');
    await send({ type: 'here', people: [ada] });
    await pass(30_000);
    expect(statusText()).toBe('1 person is here');
    server.freeze();
    await pass(20_000);
    expect(statusText()).toBe(UNKNOWN);
    server.thaw();
  });
});
