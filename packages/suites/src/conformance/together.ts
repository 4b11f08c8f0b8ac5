import { expect, it } from 'vitest';
import type { Stage } from './stage.js';
import { turn } from './turn.js';

export function togetherStories(stage: Stage): void {
  it('components that share a socket never disagree on the page', async () => {
    const socket = stage.createSocket();
    const page = await stage.mount('Trio', { socket, show: stage.show });
    const seen: string[] = [];

    /** After each microtask: a page is painted in none of them, and nothing renders in between. */
    async function watch(event: () => void) {
      event();
      for (let task = 0; task < 20; task += 1, await Promise.resolve()) {
        const [first = '', messages = '', second = ''] = page.parts();
        expect(second).toBe(first);
        expect(messages.split(' ').at(-1)).toBe(first.split(' ').at(1) ?? '');
        if (seen.at(-1) !== first) seen.push(first);
      }
      await turn();
    }

    await watch(() => stage.server.accept());
    await watch(() => stage.server.message('a'));
    await watch(() => stage.server.message('b'));
    await watch(() => stage.world.clock.advance(16));
    await watch(() => {
      stage.server.message('c');
      stage.server.message('d');
      stage.server.drop();
    });
    await watch(() => socket.update({ url: '/b' }));
    await watch(() => stage.server.accept());
    await watch(() => {
      stage.server.message('e');
      socket.close();
    });
    expect(seen).toEqual([
      'connecting',
      'open',
      'open a',
      'open b',
      'closed d',
      'connecting',
      'open',
      'closing e',
    ]);
  });

  it('a component that joins agrees with those before it', async () => {
    const socket = stage.createSocket();
    const first = await stage.mount('Fields', {
      socket,
      show: stage.show,
      fields: ['status', 'lastMessage'],
    });
    await stage.accept();
    await stage.say('a', 'b', 'c');
    const second = await stage.mount('Fields', {
      socket,
      show: stage.show,
      fields: ['status', 'lastMessage'],
    });
    expect(second.text()).toBe(first.text());
    await stage.advance(16);
    expect(first.text()).toBe('open c');
    expect(second.text()).toBe('open c');
  });
}
