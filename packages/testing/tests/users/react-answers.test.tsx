import { cleanup, render } from '@testing-library/react';
import { useWebSocket } from '@towline/react';
import { createMockServer, flush } from '@towline/testing/react';
import '@towline/testing/vitest';
import { startTransition, useEffect, useState } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';

/** ms; a loaded machine is no finding. */
const LOADED = 20_000;

const server = createMockServer();
beforeEach(() => {
  server.install();
});
afterEach(() => {
  cleanup();
  server.reset();
});

/** Says hello when it is open, and answers each message once. */
function Polite() {
  const { status, lastMessage, send } = useWebSocket('ws://localhost/chat');
  useEffect(() => {
    if (status === 'open') send('hello');
  }, [status, send]);
  useEffect(() => {
    if (lastMessage === 'welcome') send('thanks');
  }, [lastMessage, send]);
  return null;
}

/** Answers each answer. */
function Endless() {
  const { lastMessage, send } = useWebSocket('ws://localhost/chat');
  useEffect(() => {
    send(`${lastMessage ?? ''}?`);
  }, [lastMessage, send]);
  return null;
}

/** Does so when it has rendered it in a transition, which `act` does at its end. */
function EndlessInTransitions() {
  const { lastMessage, send } = useWebSocket('ws://localhost/chat');
  const [shown, setShown] = useState(lastMessage);
  useEffect(() => startTransition(() => setShown(lastMessage)), [lastMessage]);
  useEffect(() => {
    send(`${shown ?? ''}?`);
  }, [shown, send]);
  return null;
}

it('flush goes on while what was rendered says something', async () => {
  server.reply((message) => (message === 'hello' ? 'welcome' : undefined));
  render(<Polite />);
  await flush(server);
  expect(server.received).toEqual(['hello', 'thanks']);
  expect(server.busy).toBe(false);
});

it.each([
  ['what was rendered', Endless, 'client and server'],
  ['what is rendered in transitions', EndlessInTransitions, 'a component'],
])(
  'flush rejects where %s answers each answer',
  async (_, Chat, who) => {
    server.reply((message) => `${message}!`);
    render(<Chat />);
    await expect(flush(server)).rejects.toMatchObject({
      name: 'MockServerError',
      code: 'never-quiet',
      message: expect.stringContaining(who),
    });
    expect(server.received.length).toBeGreaterThan(10);
  },
  LOADED,
);
