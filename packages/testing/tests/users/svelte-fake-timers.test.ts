import { render, screen } from '@testing-library/svelte';
import { createMockServer, flush } from '@towline/testing/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import Chat from './Chat.svelte';

vi.hoisted(() => vi.useFakeTimers());

const server = createMockServer();
beforeEach(() => {
  server.install();
});
afterEach(() => {
  server.reset();
  vi.useRealTimers();
});

it.each(['before', 'after'])('flush moves fake timers installed %s the first render', async () => {
  vi.useFakeTimers();
  render(Chat);
  await flush(server);
  expect(screen.getByRole('status').textContent).toBe('open');
  server.send('hello');
  server.send('hello again');
  await flush(server);
  expect(screen.getByText('hello again')).toBeDefined();
});
