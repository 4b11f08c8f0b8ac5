import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { json } from '@towline/react';
import { createMockServer, flush } from '@towline/testing/react';
import '@towline/testing/vitest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Chat } from './Chat';
import type { Said, Say } from './message';

// A server in memory: there is no network.
const server = createMockServer({ codec: json<Say, Said>() });
beforeEach(() => void server.install());
afterEach(() => {
  cleanup();
  server.reset();
});

it('sends what one says, and shows what is said', async () => {
  render(<Chat />);
  await flush(server);
  expect(screen.getByRole('status').textContent).toBe('open');

  fireEvent.change(screen.getByLabelText('Message'), { target: { value: 'hello' } });
  fireEvent.click(screen.getByText('Send'));
  await flush(server);
  expect(server).toHaveReceived({ text: 'hello' });

  server.send({ id: 1, text: 'hello' });
  await flush(server);
  expect(screen.getByText('hello')).toBeDefined();
});
