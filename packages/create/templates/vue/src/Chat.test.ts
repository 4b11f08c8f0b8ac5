import { cleanup, fireEvent, render, screen } from '@testing-library/vue';
import { createMockServer, flush } from '@towline/testing/vue';
import { json } from '@towline/vue';
import '@towline/testing/vitest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import Chat from './Chat.vue';
import type { Said, Say } from './message';

// A server in memory: there is no network.
const server = createMockServer({ codec: json<Say, Said>() });
beforeEach(() => void server.install());
afterEach(() => {
  cleanup();
  server.reset();
});

it('sends what one says, and shows what is said', async () => {
  render(Chat);
  await flush(server);
  expect(screen.getByRole('status').textContent).toBe('open');

  await fireEvent.update(screen.getByLabelText('Message'), 'hello');
  await fireEvent.click(screen.getByText('Send'));
  await flush(server);
  expect(server).toHaveReceived({ text: 'hello' });

  server.send({ id: 1, text: 'hello' });
  await flush(server);
  expect(screen.getByText('hello')).toBeDefined();
});
