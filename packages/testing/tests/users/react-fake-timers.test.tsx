import { cleanup, render, screen } from '@testing-library/react';
import { createMockServer, flush } from '@towline/testing/react';
import '@towline/testing/vitest';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Chat } from './Chat.js';

// Before any import: React and its test helpers see no other timers.
vi.hoisted(() => vi.useFakeTimers());

const server = createMockServer();
beforeEach(() => {
  server.install();
});
afterEach(() => {
  cleanup();
  server.reset();
});

async function chat() {
  render(<Chat />);
  await flush(server);
  expect(screen.getByRole('status').textContent).toBe('open');
  server.send('hello');
  server.send('hello again');
  await flush(server);
  expect(screen.getByText('hello again')).toBeDefined();
}

it('flush moves fake timers', chat);

it('flush works when they are gone', async () => {
  vi.useRealTimers();
  await chat();
});

it('flush works when they are back', async () => {
  vi.useFakeTimers();
  await chat();
  vi.useRealTimers();
});
