import { expect, it } from 'vitest';
import type { Stage } from './stage.js';
import { turn } from './turn.js';

/** For stories in which more has happened in the page than on the server. */
export function itWhereHydrationIsKnown(
  stage: Stage,
): (name: string, story: () => Promise<void>) => void {
  const why = stage.binding.hydratesUnawares;
  return (name, story) =>
    why === undefined ? it(name, story) : it.skip(`${name} (${why})`, story);
}

export function hydrationStories(stage: Stage): void {
  const itKnows = itWhereHydrationIsKnown(stage);

  it('what a server rendered is taken over as it is, and then connects', async () => {
    const socket = stage.createSocket();
    const page = await stage.hydrate('Status', { socket, show: stage.show });
    expect(page.text()).toBe('connecting');
    await stage.accept();
    expect(page.text()).toBe('open');
    expect(stage.world.sockets).toHaveLength(1);
  });

  itKnows(
    'beside a connection that is open already it hydrates without mismatch, and then shows it',
    async () => {
      const socket = stage.createSocket();
      socket.open();
      await stage.accept();
      await stage.say('a');
      const page = await stage.hydrate('Status', { socket, show: stage.show });
      await turn();
      expect(page.text()).toBe('open');
      expect(stage.world.sockets).toHaveLength(1);
      socket.close();
    },
  );

  itKnows('fields and messages beside an open connection hydrate without mismatch', async () => {
    const socket = stage.createSocket();
    socket.open();
    await stage.accept();
    await stage.say('a');
    const page = await stage.hydrate('Trio', { socket, show: stage.show });
    await turn();
    expect(page.parts()).toEqual(['open a', '', 'open a']);
    await stage.advance(16);
    await stage.say('b');
    expect(page.parts()).toEqual(['open b', 'b', 'open b']);
    socket.close();
  });

  it('a connection of its own hydrates without mismatch', async () => {
    const page = await stage.hydrateOwn({ url: '/a' });
    expect(page.text()).toBe('connecting');
    await stage.accept();
    await stage.say('a');
    expect(page.text()).toBe('open a a');
  });

  itKnows(
    'a field that changes as soon as it is wanted open hydrates without mismatch',
    async () => {
      const socket = stage.createSocket();
      const fields = ['status', 'attempt', 'queued', 'lastMessage', 'url'] as const;
      const page = await stage.hydrate('Fields', { socket, show: stage.show, fields });
      await turn();
      expect(page.text()).toBe('connecting 0 0 ws://localhost/a');
    },
  );
}
