import { fireEvent, render, screen } from '@testing-library/svelte';
import { createMockServer, flush } from '@towline/testing/svelte';
import '@towline/testing/vitest';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import Chat from './Chat.svelte';

const server = createMockServer();
beforeEach(() => {
  server.install();
});
afterEach(() => {
  server.reset();
  vi.restoreAllMocks();
});

it('shows what comes', async () => {
  render(Chat);
  expect(screen.getByRole('status').textContent).toBe('connecting');
  await flush(server);
  expect(screen.getByRole('status').textContent).toBe('open');

  server.send('hello');
  await flush(server);
  expect(screen.getByText('hello')).toBeDefined();
});

it('sends what is written, also before it is open', async () => {
  render(Chat);
  await fireEvent.input(screen.getByLabelText('Message'), { target: { value: 'hi' } });
  await fireEvent.click(screen.getByText('Send'));
  await flush(server);
  expect(server).toHaveReceived('hi');
});

it('comes back after the connection was lost', async () => {
  // The first retry comes at a random moment of 1.5 s: at its beginning.
  vi.spyOn(Math, 'random').mockReturnValue(0);
  render(Chat);
  await flush(server);
  server.handshake = 'ignore';
  server.drop();
  await flush(server);
  expect(screen.getByRole('status').textContent).toBe('reconnecting');

  server.handshake = 'accept';
  await flush(server);
  expect(screen.getByRole('status').textContent).toBe('open');
  expect(server.connections).toHaveLength(2);
  expect(server.connections[1]).toBeOpen();
});
