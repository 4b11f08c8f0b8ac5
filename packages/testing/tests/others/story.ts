import { createWebSocket } from '@towline/core';
import { expect, it, vi } from 'vitest';

/** A server of somebody else's, as far as the story needs it. */
export interface Stand {
  readonly url: string;
  /** Answers each message with `<message>!`, and greets whoever comes with `welcome`. */
  stop(): Promise<void> | void;
  /** Closes all connections, with a code that lets Towline come back. */
  close(): void;
}

/** ms; a loaded machine is no finding. */
const LOADED = { timeout: 10_000 };

/** What Towline does under it: the same for each. */
export function tellStory(start: () => Promise<Stand> | Stand): void {
  it('opens, talks, comes back after a close, and ends', async () => {
    const stand = await start();
    const socket = createWebSocket(stand.url, { retry: () => 10 });
    try {
      const heard: string[] = [];
      socket.on('message', (message) => heard.push(message));
      expect(socket.send('queued')).toBe('queued');
      socket.open();
      await vi.waitFor(() => expect(heard).toEqual(['welcome', 'queued!']), LOADED);
      expect(socket.getSnapshot()).toMatchObject({ status: 'open', readyState: 1 });

      stand.close();
      await vi.waitFor(() => expect(heard).toEqual(['welcome', 'queued!', 'welcome']), LOADED);
      expect(socket.getSnapshot().lastClose).toMatchObject({ code: 4000, cause: 'server' });
      expect(socket.send('sent')).toBe('sent');
      await vi.waitFor(() => expect(heard.at(-1)).toBe('sent!'), LOADED);

      socket.close(3000, 'done');
      await vi.waitFor(() => expect(socket.getSnapshot().status).toBe('closed'), LOADED);
      expect(socket.getSnapshot()).toMatchObject({ ended: true, reconnecting: false });
    } finally {
      socket.close();
      await stand.stop();
    }
  }, 30_000);
}
