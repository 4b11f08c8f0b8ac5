import { fireEvent, waitFor, within } from '@testing-library/dom';
import { createMockServer, type MockServer } from '@towline/testing';

export function createServer(): MockServer {
  return createMockServer();
}

let runs = 0;

/** What a test of the component does, before your eyes: each sentence is given when it has come true. */
async function* test(server: MockServer, screen: HTMLElement): AsyncIterable<string> {
  const { findByText, getByRole, getByText } = within(screen);
  // Whatever you have broken before.
  server.handshake = 'accept';
  server.thaw();
  server.latency = 0;
  await waitFor(
    () => {
      getByText('open');
      // A loss may still be on its way to the page.
      if (server.connections.at(-1)?.readyState !== 1) throw new Error('The connection is lost.');
    },
    { timeout: 40_000 },
  );

  // Another one in each run: those of the last runs are still there.
  runs += 1;
  server.send(`hello ${runs}`);
  await findByText(`hello ${runs}`);
  yield 'shows what comes';

  server.handshake = 'refuse';
  server.drop();
  await findByText('Reconnecting…');
  yield 'says that it was lost';

  const before = server.received.length;
  fireEvent.input(getByRole('textbox'), { target: { value: 'still here' } });
  fireEvent.click(getByRole('button'));
  server.handshake = 'accept';
  await findByText('open', {}, { timeout: 20_000 });
  await waitFor(() => {
    const [text, ...more] = server.received.slice(before);
    if (text !== 'still here' || more.length > 0) throw new Error('It was not sent once.');
  });
  yield 'sends what was typed meanwhile, once';
}

export const actions = {};

export const stories = { 'Run the test': test };
