import { json } from '@towline/core';
import { createMockServer } from '@towline/testing';
import type { ClientMessage, ServerMessage } from 'docs/recipes/graphql/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { FRAMEWORKS, unmountAll } from '../support/mount.js';
import { statusText, textsOf, useRecipe } from '../support/recipe.js';
import { pass } from '../support/time.js';

const server = createMockServer({ codec: json<ClientMessage, ServerMessage>() });
const { file, show } = useRecipe('graphql', server);

beforeEach(() => {
  server.reply(({ type }) => (type === 'connection_init' ? { type: 'connection_ack' } : undefined));
});

/** The id of the newest operation. */
function operation(): string {
  const asked = server.received.findLast(({ type }) => type === 'subscribe');
  return asked?.type === 'subscribe' ? asked.id : '';
}

const typesOf = () => server.received.map(({ type }) => type);
const review = (text: string) => ({ reviewAdded: { id: text, text } });

async function next(payload: {
  readonly data?: unknown;
  readonly errors?: readonly { message: string }[];
}) {
  server.send({ type: 'next', id: operation(), payload });
  await pass(100);
}

describe.each(FRAMEWORKS)('a GraphQL subscription in %s', (framework) => {
  it('begins after the handshake, and ends with the component', async () => {
    await show(framework, 'ReviewList');
    expect(server.connections[0]?.protocol).toBe('graphql-transport-ws');
    expect(server.received[0]).toEqual({ type: 'connection_init', payload: { token: 'token' } });
    expect(typesOf()).toEqual(['connection_init', 'subscribe']);
    const id = operation();
    unmountAll();
    await pass(990);
    await pass(100);
    expect(server.received.slice(2)).toEqual([{ type: 'complete', id }]);
  });

  it('shows each result, and what was wrong', async () => {
    await show(framework, 'ReviewList');
    await next({ data: review('good') });
    await next({ data: review('better') });
    expect(textsOf('listitem')).toEqual(['good', 'better']);
    await next({ data: null, errors: [{ message: 'No reviews today.' }] });
    expect(statusText()).toBe('No reviews today.');
    server.send({ type: 'error', id: operation(), payload: [{ message: 'Refused.' }] });
    await pass(100);
    expect(statusText()).toBe('Refused.');
    expect(textsOf('listitem')).toEqual(['good', 'better']);
  });

  it('is asked for once on each connection, after a new handshake', async () => {
    await show(framework, 'ReviewList');
    await next({ data: review('good') });
    server.drop();
    await pass(1000);
    expect(typesOf().slice(2)).toEqual(['connection_init', 'subscribe']);
    await next({ data: review('better') });
    expect(textsOf('listitem')).toEqual(['good', 'better']);
  });
});

type Client = typeof import('docs/recipes/graphql/client');

describe('the client', () => {
  it('answers the pings of the server with their payload, during the handshake too', async () => {
    server.reset();
    server.install();
    const { graphql } = await file<Client>('client.ts');
    graphql.open();
    await pass(50);
    server.send({ type: 'ping', payload: { at: 1 } });
    server.send({ type: 'connection_ack' });
    await pass(50);
    server.send({ type: 'ping', payload: { at: 2 } });
    await pass(50);
    expect(server.received.slice(1)).toEqual([
      { type: 'pong', payload: { at: 1 } },
      { type: 'pong', payload: { at: 2 } },
    ]);
    graphql.close();
  });

  it('executes a query once, and a mutation that was interrupted not again', async () => {
    const { graphql, execute } = await file<Client>('client.ts');
    graphql.open();
    const query = execute({ query: '{ reviews { id } }' }, { idempotent: true });
    await pass(50);
    server.drop();
    await pass(1000);
    await next({ data: { reviews: [] } });
    expect(await query).toEqual({ data: { reviews: [] } });

    const mutation = execute({ query: 'mutation { addReview { id } }' });
    mutation.catch(() => {});
    await pass(50);
    server.drop();
    await pass(1000);
    await expect(mutation).rejects.toMatchObject({ code: 'request-interrupted' });
    const mutations = server.received.filter(
      (message) => message.type === 'subscribe' && message.payload.query.startsWith('mutation'),
    );
    expect(mutations).toHaveLength(1);
    graphql.close();
  });

  it('gives what is wrong with an operation as its errors', async () => {
    const { graphql, execute } = await file<Client>('client.ts');
    graphql.open();
    const query = execute({ query: '{' });
    await pass(50);
    server.send({ type: 'error', id: operation(), payload: [{ message: 'Syntax' }] });
    await pass(50);
    expect(await query).toEqual({ errors: [{ message: 'Syntax' }] });
    graphql.close();
  });

  it('completes an operation that was given up', async () => {
    const { graphql, execute } = await file<Client>('client.ts');
    graphql.open();
    const leaving = new AbortController();
    const query = execute({ query: '{ slow }' }, { signal: leaving.signal });
    query.catch(() => {});
    await pass(50);
    leaving.abort();
    await pass(50);
    await expect(query).rejects.toMatchObject({ code: 'request-aborted' });
    expect(server.received.at(-1)).toEqual({ type: 'complete', id: operation() });
    graphql.close();
  });

  it('comes back where its handshake came too late', async () => {
    const { graphql } = await file<Client>('client.ts');
    graphql.open();
    await pass(50);
    server.close(4408);
    await pass(6000);
    expect(graphql.getSnapshot().status).toBe('open');
    graphql.close();
  });
});
