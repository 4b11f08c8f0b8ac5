import { createWebSocket } from '@towline/core';
import { expect, it } from 'vitest';
import { shownBy } from './shown.js';
import type { Stage } from './stage.js';

export function countdownStories(stage: Stage): void {
  /** A socket that waits 2.5 s before each try, lost just now. */
  async function lost(show = stage.show) {
    const socket = createWebSocket('/a', { ...stage.options, retry: () => 2500 });
    await stage.mount('Status', { socket, show: stage.show });
    const page = await stage.mount('Countdown', { socket, show });
    await stage.accept();
    await stage.drop();
    return { socket, page };
  }

  it('the seconds until the next try are counted down, rounded up', async () => {
    const { page } = await lost();
    expect(page.text()).toBe('3');
    await stage.advance(499);
    expect(page.text()).toBe('3');
    await stage.advance(1);
    expect(page.text()).toBe('2');
    await stage.advance(1000);
    expect(page.text()).toBe('1');
    await stage.advance(1000);
    expect(page.text()).toBe('');
  });

  it('a countdown renders when the number changes, and for nothing else', async () => {
    const { show, shown } = shownBy();
    const { socket } = await lost(show);
    for (let index = 0; index < 40; index += 1) {
      if (index % 10 === 0) await stage.act(() => socket.send('a'));
      await stage.advance(50);
    }
    expect(shown).toEqual([[null], [3], [2], [1]]);
  });

  it('a countdown ends with what it counts to, also where the user ends it', async () => {
    const { page, socket } = await lost();
    await stage.act(() => socket.close());
    expect(page.text()).toBe('');
  });

  it('a countdown that comes late shows what is left', async () => {
    const { socket } = await lost();
    await stage.advance(1700);
    const later = await stage.mount('Countdown', { socket, show: stage.show });
    expect(later.text()).toBe('1');
  });
}
