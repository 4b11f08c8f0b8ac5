import { cleanup, render } from '@testing-library/react';
import { useWebSocket } from '@towline/react';
import { createMockServer, flush } from '@towline/testing/react';
import '@towline/testing/vitest';
import { useEffect } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';

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

it('flush goes on while what was rendered says something', async () => {
  server.reply((message) => (message === 'hello' ? 'welcome' : undefined));
  render(<Polite />);
  await flush(server);
  expect(server.received).toEqual(['hello', 'thanks']);
  expect(server.busy).toBe(false);
});
