import { screen } from '@testing-library/dom';
import { json } from '@towline/core';
import { createMockServer } from '@towline/testing';
import type { ClientMessage, Notice, ServerMessage } from 'docs/recipes/notifications/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FRAMEWORKS, type Framework, unmountAll } from '../support/mount.js';
import { press, statusText, textsOf, useRecipe } from '../support/recipe.js';
import { pass } from '../support/time.js';

const server = createMockServer({ codec: json<ClientMessage, ServerMessage>() });
const { show } = useRecipe('notifications', server);

const notice = (id: string, read = false): Notice => ({ id, text: `order ${id}`, read });

async function send(...messages: readonly ServerMessage[]) {
  for (const message of messages) server.send(message);
  await pass(150);
}

/** In React it is in one file with the list. */
const showBadge = (framework: Framework) =>
  show(framework, 'Badge', {}, framework === 'tsx' ? 'Notifications' : 'Badge');

beforeEach(() => {
  document.title = 'Orders';
});
afterEach(() => {
  document.title = '';
});

describe.each(FRAMEWORKS)('notifications in %s', (framework) => {
  it('the badge and the title have the number of unread ones, each notice counted once', async () => {
    await showBadge(framework);
    await send({ type: 'inbox', notices: [notice('2'), notice('1', true)] });
    expect([statusText(), document.title]).toEqual(['1 unread', '(1) Orders']);
    const third: ServerMessage = { type: 'notice', notice: notice('3') };
    await send(third, third);
    expect([statusText(), document.title]).toEqual(['2 unread', '(2) Orders']);
    unmountAll();
    expect(document.title).toBe('Orders');
  });

  it('the number is right after an outage', async () => {
    await showBadge(framework);
    await send({ type: 'inbox', notices: [notice('1')] });
    server.drop();
    await pass(1000);
    await send({ type: 'inbox', notices: [notice('3'), notice('2'), notice('1', true)] });
    expect([statusText(), document.title]).toEqual(['2 unread', '(2) Orders']);
  });

  it('a list that is shown later has what the badge has', async () => {
    await showBadge(framework);
    await send({ type: 'inbox', notices: [notice('1')] }, { type: 'notice', notice: notice('2') });
    await show(framework, 'Notifications');
    expect(textsOf('listitem')).toEqual(['order 2 New', 'order 1 New']);
    expect(server.connections).toHaveLength(1);
  });

  it('they are read when the server says so, also where another tab has asked', async () => {
    await show(framework, 'Notifications');
    await send({ type: 'inbox', notices: [notice('2'), notice('1')] });
    await press('Mark all as read');
    await pass(50);
    expect(server.received).toEqual([{ type: 'read', ids: ['2', '1'] }]);
    expect(textsOf('listitem')).toEqual(['order 2 New', 'order 1 New']);
    await send({ type: 'read', ids: ['1', '2'] });
    expect(textsOf('listitem')).toEqual(['order 2', 'order 1']);
    expect(screen.getByRole<HTMLButtonElement>('button').disabled).toBe(true);
  });

  it('asks again where the connection ended before the answer, and tells of a failure', async () => {
    await show(framework, 'Notifications');
    await send({ type: 'inbox', notices: [notice('1')] });
    await press('Mark all as read');
    await pass(50);
    server.drop();
    await pass(1000);
    expect(server.received).toEqual([
      { type: 'read', ids: ['1'] },
      { type: 'read', ids: ['1'] },
    ]);
    await pass(10_000);
    expect(textsOf('alert')).toEqual(['They are not marked as read. Please try again.']);
  });
});
