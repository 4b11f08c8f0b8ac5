import { fireEvent, within } from '@testing-library/dom';
import type { Codec } from '@towline/core';
import { createMockServer } from '@towline/testing';
import '@towline/testing/vitest';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ClientMessage, Person, Say, ServerMessage } from '../protocol.js';

const ADA: Person = { id: 'ada', name: 'Ada' };
const YOU: Person = { id: 'you', name: 'You' };

/** Texts only: pictures are for the real server, in e2e. */
const codec: Codec<ClientMessage, ServerMessage> = {
  decode: (data) => JSON.parse(String(data)),
  encode: (message) => JSON.stringify(message),
};

const welcome: ServerMessage = {
  type: 'welcome',
  you: YOU,
  people: [ADA, YOU],
  history: [{ type: 'said', id: '1', from: ADA, text: 'Is anybody here?', at: 1 }],
  handshake: { requestLine: '', requestHeaders: [], statusLine: '', responseHeaders: [] },
};

/** A pane of the chat, in one framework, with a server in memory. */
export interface Pane {
  mount(target: HTMLElement): () => void;
  flush(server: { settle(): Promise<void> }): Promise<void>;
}

export function tellStory({ mount, flush }: Pane): void {
  const server = createMockServer({ codec });
  let unmount: () => void;
  let pane: ReturnType<typeof within>;

  beforeEach(async () => {
    // The first retry comes at a random moment of 1.5 s: at its beginning.
    vi.spyOn(Math, 'random').mockReturnValue(0);
    vi.stubGlobal('fetch', async () => Response.json({ token: 'secret', expiresIn: 60_000 }));
    server.install();
    server.reply((message) => (message.type === 'ping' ? { type: 'pong' } : undefined));
    const target = document.body.appendChild(document.createElement('section'));
    pane = within(target);
    unmount = mount(target);
    await flush(server);
    server.send(welcome);
    await flush(server);
  });
  afterEach(async () => {
    unmount();
    server.reset();
    document.body.replaceChildren();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  /** What one writes, and sends. */
  async function say(text: string): Promise<Say | undefined> {
    fireEvent.input(pane.getByLabelText('Message'), { target: { value: text } });
    fireEvent.click(pane.getByText('Send'));
    await flush(server);
    return server.received.findLast((message): message is Say => message.type === 'say');
  }

  it('signs in with a token, and shows who is here and what was said', () => {
    const [connection] = server.connections;
    expect(connection).toBeOpen();
    expect(new URL(connection?.url ?? '').searchParams.get('token')).toBe('secret');
    expect(connection?.protocols).toEqual(['chat.v1']);
    expect(pane.getByText('Is anybody here?')).toBeDefined();
    expect(pane.getAllByText('Ada').length).toBeGreaterThan(0);
  });

  it('shows what one says at once, and that it arrived when the server says so', async () => {
    const said = await say('I am.');
    expect(said).toMatchObject({ type: 'say', text: 'I am.' });
    expect(pane.getAllByText('I am.')).toHaveLength(1);
    server.send({ type: 'said', id: said?.id ?? '', from: YOU, text: 'I am.', at: 2 });
    await flush(server);
    expect(pane.getAllByText('I am.')).toHaveLength(1);
  });

  it('shows who is typing, until they have said it', async () => {
    server.send({ type: 'is-typing', person: ADA });
    await flush(server);
    expect(pane.getByText(/Ada is typing/)).toBeDefined();
    server.send({ type: 'said', id: '2', from: ADA, text: 'Good.', at: 2 });
    await flush(server);
    expect(pane.queryByText(/Ada is typing/)).toBe(null);
  });

  it('keeps what one says while the connection is lost, and sends it when it is back', async () => {
    server.handshake = 'ignore';
    server.drop();
    await flush(server);
    await say('Still there?');
    expect(pane.getByText('Still there?')).toBeDefined();
    expect(server).not.toHaveReceived(expect.objectContaining({ text: 'Still there?' }));
    server.handshake = 'accept';
    await flush(server);
    expect(server).toHaveReceived(expect.objectContaining({ text: 'Still there?' }));
    expect(server.connections).toHaveLength(2);
  });
}
