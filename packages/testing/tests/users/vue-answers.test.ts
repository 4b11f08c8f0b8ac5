import { cleanup, render } from '@testing-library/vue';
import { createMockServer, flush } from '@towline/testing/vue';
import { afterEach, beforeEach, expect, it } from 'vitest';
import Endless from './Endless.vue';

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

it(
  'flush rejects where what was rendered answers each answer',
  async () => {
    server.reply((message) => `${message}!`);
    render(Endless);
    await expect(flush(server)).rejects.toMatchObject({
      name: 'MockServerError',
      code: 'never-quiet',
    });
    expect(server.received.length).toBeGreaterThan(10);
  },
  LOADED,
);
