import { screen } from '@testing-library/dom';
import { json } from '@towline/core';
import { createMockServer } from '@towline/testing';
import type { ClientMessage, ServerMessage, Todo } from 'docs/recipes/json-rpc/protocol';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FRAMEWORKS } from '../support/mount.js';
import { press, statusText, textsOf, useRecipe, write } from '../support/recipe.js';
import { pass } from '../support/time.js';

const server = createMockServer({ codec: json<ClientMessage, ServerMessage>() });
const { file, show } = useRecipe('json-rpc', server);

let todos: readonly Todo[] = [];
/** What becomes of a title. */
let add: 'do' | 'refuse' | 'ignore' = 'do';

beforeEach(() => {
  todos = [{ id: '1', title: 'Buy milk' }];
  add = 'do';
  server.reply(answerTo);
});

function answerTo(message: ClientMessage): ServerMessage | undefined {
  if (!('id' in message)) return undefined;
  const { jsonrpc, id, method, params } = message;
  if (method === 'todo.list') return { jsonrpc, id, result: todos };
  if (add === 'ignore') return undefined;
  if (add === 'refuse') return { jsonrpc, id, error: { code: -32602, message: 'No such title.' } };
  const todo = { id: String(todos.length + 1), ...(params as { readonly title: string }) };
  todos = [...todos, todo];
  server.send({ jsonrpc, method: 'todo.changed', params: { by: 'Ada' } });
  return { jsonrpc, id, result: todo };
}

const methodsReceived = () => server.received.map(({ method }) => method);

async function addTodo(title: string) {
  await write('Title', title);
  await press('Add');
  await pass(100);
}

describe.each(FRAMEWORKS)('JSON-RPC in %s', (framework) => {
  it('shows the list, and asks again when the server says that it changed', async () => {
    await show(framework, 'TodoList');
    expect(textsOf('listitem')).toEqual(['Buy milk']);
    await addTodo('Bake bread');
    expect(statusText()).toBe('Added.');
    expect(textsOf('listitem')).toEqual(['Buy milk', 'Bake bread']);
    expect(methodsReceived()).toEqual(['todo.list', 'todo.add', 'todo.list']);
    expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('');
  });

  it('asks for the list on each connection', async () => {
    await show(framework, 'TodoList');
    todos = [{ id: '9', title: 'Sleep' }];
    server.drop();
    await pass(1000);
    expect(textsOf('listitem')).toEqual(['Sleep']);
  });

  it("says the server's own error, and keeps what was written", async () => {
    add = 'refuse';
    await show(framework, 'TodoList');
    await addTodo('x');
    expect(statusText()).toBe('No such title.');
    expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('x');
  });

  it('says that it may have been done where no answer came', async () => {
    add = 'ignore';
    await show(framework, 'TodoList');
    await addTodo('x');
    await pass(10_000);
    expect(statusText()).toMatch(/^The server does not answer\. It may have been done/);
  });

  it('says that it may have been done where the connection was lost, and does not do it twice', async () => {
    add = 'ignore';
    await show(framework, 'TodoList');
    await addTodo('x');
    server.drop();
    await pass(1000);
    expect(statusText()).toMatch(/^The connection was lost\. It may have been done/);
    expect(methodsReceived()).toEqual(['todo.list', 'todo.add', 'todo.list']);
  });
});

type Rpc = typeof import('docs/recipes/json-rpc/rpc');

describe('a call', () => {
  it('resolves with the result, whatever else the server says meanwhile', async () => {
    const { rpc, call } = await file<Rpc>('rpc.ts');
    rpc.open();
    const answer = call('todo.list', []);
    await pass(0);
    server.send({ jsonrpc: '2.0', id: 'of another', result: [] });
    await pass(100);
    expect(await answer).toEqual(todos);
    rpc.close();
  });

  it('rejects with the code of the server', async () => {
    add = 'refuse';
    const { rpc, call, RpcError } = await file<Rpc>('rpc.ts');
    rpc.open();
    const failing = call('todo.add', { title: 'x' });
    failing.catch(() => {});
    await pass(100);
    await expect(failing).rejects.toBeInstanceOf(RpcError);
    await expect(failing).rejects.toMatchObject({ code: -32602, message: 'No such title.' });
    rpc.close();
  });

  it('that is idempotent is made again under its id where the connection was lost', async () => {
    server.reset();
    server.install();
    const { rpc, call } = await file<Rpc>('rpc.ts');
    rpc.open();
    const answer = call('todo.list', []);
    await pass(100);
    server.reply(answerTo);
    server.drop();
    await pass(1000);
    expect(await answer).toEqual(todos);
    expect(server.received[1]).toEqual(server.received[0]);
    rpc.close();
  });

  it('is given up after its timeout, and by its signal', async () => {
    add = 'ignore';
    const { rpc, call } = await file<Rpc>('rpc.ts');
    rpc.open();
    const slow = call('todo.add', { title: 'x' }, { timeout: 3000 });
    const leaving = new AbortController();
    const left = call('todo.add', { title: 'y' }, { signal: leaving.signal });
    for (const each of [slow, left]) each.catch(() => {});
    await pass(100);
    leaving.abort();
    await pass(3000);
    await expect(slow).rejects.toMatchObject({ code: 'request-timeout' });
    await expect(left).rejects.toMatchObject({ code: 'request-aborted' });
    rpc.close();
  });
});

describe('notifications', () => {
  it('go both ways, and nobody answers', async () => {
    const { rpc, notify, onNotice } = await file<Rpc>('rpc.ts');
    const told = vi.fn();
    const stop = onNotice('server.stopping', told);
    rpc.open();
    notify('todo.seen', { id: '1' });
    await pass(100);
    expect(server.received).toEqual([{ jsonrpc: '2.0', method: 'todo.seen', params: { id: '1' } }]);
    server.send({ jsonrpc: '2.0', method: 'server.stopping', params: { seconds: 3 } });
    server.send({ jsonrpc: '2.0', method: 'todo.changed', params: { by: 'Ada' } });
    await pass(100);
    stop();
    server.send({ jsonrpc: '2.0', method: 'server.stopping', params: { seconds: 2 } });
    await pass(100);
    expect(told.mock.calls).toEqual([[{ seconds: 3 }]]);
    rpc.close();
  });
});
